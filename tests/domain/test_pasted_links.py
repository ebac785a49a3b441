"""Links as people paste them."""

import pytest

from app.domain.pasted_links import pasted

VIDEO = "https://www.youtube.com/embed/abcdefghijk"


@pytest.mark.parametrize(
    ("text", "address", "note"),
    [
        ("youtu.be/abcdefghijk", "https://youtu.be/abcdefghijk", ""),
        ("www.youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk", ""),
        (f'<iframe width="560" height="315" src="{VIDEO}" title="x"></iframe>', VIDEO, ""),
        (f"<iframe src='{VIDEO}?a=1&amp;b=2'></iframe>", f"{VIDEO}?a=1&b=2", ""),
        ('<div><iframe src="//vimeo.com/video/7697987"></iframe>', "https://vimeo.com/video/7697987", ""),
        ("https://zoom.us/rec/share/abc Passcode: x&9", "https://zoom.us/rec/share/abc", "Passcode: x&9"),
        ("zoom.us/j/123456789", "https://zoom.us/j/123456789", ""),
        ("Join https://zoom.us/j/1 Meeting ID: 1 Passcode: 77", "https://zoom.us/j/1", "Passcode: 77"),
        ("https://zoom.us/j/1 (mot de passe : vent)", "https://zoom.us/j/1", "mot de passe : vent"),
        ("zoom.us/j/9 Пароль: 12", "https://zoom.us/j/9", "Пароль: 12"),
        ("<https://meet.example.org/a>", "https://meet.example.org/a", ""),
        ("https://meet.example.org/a.", "https://meet.example.org/a", ""),
        ("https://meet.example.org/a?pwd=x", "https://meet.example.org/a?pwd=x", ""),
        ("meet.example.org", "https://meet.example.org", ""),
    ],
)  # fmt: skip
def test_the_address_is_found(text, address, note):
    assert pasted(text) == (address, note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "javascript:alert(1)",
        "see the mail of Monday",
        "come to meet.example.org/a at ten",
        "a@b.example.org",
    ],
)
def test_what_is_no_link_or_more_than_one_comes_back_as_it_is(text):
    assert pasted(text) == (text, "")
