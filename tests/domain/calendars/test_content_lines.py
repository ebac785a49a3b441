"""Cleaning, escaping, quoting and folding, each on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendars.content_lines import (
    escape,
    fold,
    mailto,
    many_lines,
    one_line,
    parameter,
    text_line,
    uri,
)
from tests.support.hostile import LINE_ENDS, hostile_text


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_kind_of_line_end_is_one(end):
    assert many_lines(f"a{end}b") == "a\nb"
    assert one_line(f" a{end}{end} b\t ") == "a b"


def test_control_characters_go_and_half_surrogates_are_shown_as_lost():
    assert many_lines("a\x00\x08\x1b\x1f\x7f\x80\x9f\ufeff\uffffb\ud83c") == "ab\ufffd"


def test_scripts_marks_and_directions_stay():
    kept = "e\u0301 田中 \u202bنص\u202c 👩\u200d👧 \u200f"
    assert many_lines(kept) == kept
    assert one_line(kept) == kept


def test_text_is_escaped_once():
    assert escape("a;b,c\\d\ne:\"f'") == "a\\;b\\,c\\\\d\\ne:\"f'"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Amara Okafor", "Amara Okafor"),
        ('Amara "Am" Okafor', "Amara Am Okafor"),
        ("Okafor, Amara", '"Okafor, Amara"'),
        ("a;b:c", '"a;b:c"'),
        ("a^nb", "aˆnb"),
        ("a\r\nb", "a b"),
        ('"', ""),
    ],
)
def test_parameters(typed, written):
    assert parameter(typed) == written


def test_addresses():
    assert (
        uri(" https://a.example/é b?c=1&d=%20#e\r\nX: y ")
        == "https://a.example/%C3%A9%20b?c=1&d=%20#e%20X:%20y"
    )
    assert mailto("amara+x@example.org") == "mailto:amara+x@example.org"
    assert mailto("a\r\n;b:c@example.org") == "mailto:a%3Bb%3Ac@example.org"


@pytest.mark.parametrize("length", range(70, 80))
def test_lines_are_cut_at_75_octets(length):
    rows = fold("x" * length).split(b"\r\n")
    assert rows[-1] == b""
    assert [len(row) for row in rows[:-1]] == ([length] if length <= 75 else [75, length - 74])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folding_cuts_no_character_and_can_be_undone(text):
    data = fold(text)
    rows = data[:-2].split(b"\r\n")
    assert all(len(row) <= 75 for row in rows)
    assert "".join(row.decode()[1 if number else 0 :] for number, row in enumerate(rows)) == text


@given(hostile_text())
def test_cleaning_twice_changes_nothing_more(text):
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)
    assert text_line("X-WR-CALDESC", text).count(b"\r\n") == text_line("X-WR-CALDESC", text).count(b"\n")
