"""Files as programs, copies and mail gateways leave them."""

import pytest

from app.domain.calendars.content_reader import CutShort, read_calendar, read_calendars, text_of

LINES = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:One two", "END:VEVENT", "END:VCALENDAR", "")


def titles(text):
    return [found.first("VEVENT").text("SUMMARY") for found in read_calendars(text)]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n", "\n\n", "\r\n\r\n", "\r\r"])
def test_any_line_end_ends_a_line_and_folds_are_joined(end):
    assert titles(end.join(LINES)) == ["One two"]
    assert titles(end.join(LINES).replace("One two", f"One{end}  two")) == ["One two"]
    assert titles(end.join(LINES).replace("One two", f"One {end}\ttwo")) == ["One two"]


def test_a_fold_in_the_middle_of_a_character_is_joined():
    title = "Präsidium 会議"
    octets = "\r\n".join(LINES).replace("One two", title).encode()
    for at in range(octets.index(b"Pr"), octets.index(b"END:VEVENT") - 2):
        assert titles(text_of(octets[:at] + b"\r\n " + octets[at:])) == [title]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_the_encoding_are_heeded(codec):
    assert titles(text_of("\r\n".join(LINES).replace("One two", "Zürich").encode(codec))) == ["Zürich"]


def test_what_stands_around_calendars_is_passed_over_and_all_of_them_are_read():
    text = "\n".join(LINES)
    assert titles(f"From: mei\n\n{text}\n-- \nSent by a phone\n{text}") == ["One two", "One two"]
    assert read_calendar(f"noise\n{text}\nnoise").first("VEVENT").text("SUMMARY") == "One two"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES[:-2]),
        "\n".join(LINES[:-3]),
        "BEGIN:VCALENDAR\n" * 9 + "END:VCALENDAR\n" * 9,
        "\n".join(LINES) + "BEGIN:VCALENDAR\n",
    ],
)
def test_what_breaks_off_is_said(text):
    with pytest.raises(CutShort):
        list(read_calendars(text))


def test_more_lines_than_asked_for_are_not_read():
    assert len(list(read_calendars("\n".join(LINES), lines=10))) == 1
    with pytest.raises(CutShort):
        list(read_calendars("\n".join(LINES), lines=3))


def test_a_file_of_line_ends_alone_is_read_in_one_pass():
    assert list(read_calendars("\r" * 2_000_000)) == []
