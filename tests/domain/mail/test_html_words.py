"""The words of an HTML mail, a line for each block, as a browser would show them."""

import pytest

from app.domain.mail.html_words import without_markup


def lines(text):
    return [line for line in without_markup(text).split("\n") if line]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Is there tea?</p><p>Yours,<br>Chie</p>", ["Is there tea?", "Yours,", "Chie"]),
        ("<b>Bold</b> and <i>not</i>", ["Bold and not"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<style>p{}</style><script>alert(1)</script><title>x</title>Hello", ["Hello"]),
        ("5 &lt; 6 &amp; 7", ["5 < 6 & 7"]),
        ("<a href='https://example.org'>here</a>", ["here"]),
        ("plain\n  text", ["plain text"]),
        ("", []),
    ],
)
def test_blocks_are_lines_and_what_nobody_sees_is_left_out(text, shown):
    assert lines(text) == shown


def test_tags_without_end_are_taken_off_one_by_one():
    assert lines("<b>" * 50_000 + "tea") == ["tea"]
