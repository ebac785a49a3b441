"""Markdown keeps its meaning, and nothing of it runs, loads or imitates anything."""

import re
from pathlib import Path

import pytest

from app.web.words.markdown import markdown

PASTED = Path(__file__).parents[2] / "data" / "texts" / "description.md"


@pytest.mark.parametrize(
    "kept",
    [
        '<th dir="auto">Hour</th>',
        '<td dir="auto">Bo Lindqvist</td>',
        "<s>10:00</s> 11:00 UTC",
        '<ol start="4">',
        '<a href="https://tides.example.org/programme_2027_final?x=1&amp;y=2"',
        '<a href="https://www.tides.example.org" rel="noopener nofollow ugc">www.tides.example.org</a>.',
        '<a href="https://tides.example.org/slides.pdf" rel="noopener nofollow ugc">Slides</a>',
        '<p dir="auto"><strong>مرحبا</strong>',
    ],
)
def test_a_pasted_description_keeps_its_meaning(kept):
    assert kept in markdown(PASTED.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("•\tFirst\n•\tSecond", '<ul>\n<li dir="auto">First</li>\n<li dir="auto">Second</li>\n</ul>\n'),
        ("1)\tOne\n2)\tTwo", '<ol>\n<li dir="auto">One</li>\n<li dir="auto">Two</li>\n</ol>\n'),
        ("\u00b7 a\n\u00b7 b", '<ul>\n<li dir="auto">a</li>\n<li dir="auto">b</li>\n</ul>\n'),
        ("    indented", '<p dir="auto">indented</p>\n'),
        ("one – two", '<p dir="auto">one – two</p>\n'),
        ("# Head", '<h3 dir="auto">Head</h3>\n'),
        ("a\nb", '<p dir="auto">a<br>\nb</p>\n'),
        ("", ""),
    ],
)
def test_lines_as_people_type_and_paste_them(text, html):
    assert markdown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hi)",
        "<img src=x onerror=alert(1)>",
        '<p style="color:red" onclick="x()">a</p>',
        "![i](https://tracker.example.org/p.png)",
        '[x](https://a.example.org/" onmouseover="y)',
        "<iframe src=https://a.example.org>",
    ],
)
def test_nothing_of_it_runs_or_loads(text):
    tags = re.findall(r"<[^>]*>", markdown(text).lower())
    assert [
        tag for tag in tags if re.search(r"<(?:script|img|iframe)|\son\w+=|style=|javascript:|data:", tag)
    ] == []


@pytest.mark.parametrize("text", ["|" * 3000, "[" * 3000, "*a" * 2000, "> " * 800, "a.b" * 2000, "- " * 2000])
def test_hostile_text_ends(text):
    assert markdown(text) is not None
