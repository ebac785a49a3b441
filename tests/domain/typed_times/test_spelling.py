"""The many ways to write digits, dashes and hours are brought to one."""

import pytest

from app.domain.typed_times.spelling import clock_spelling, one_spelling


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("١٠:٠٠ – ١١:٣٠", "10:00 - 11:30"),
        ("３ p.m.", "3 pm"),
        ("10:00 a. m.", "10:00 am"),
        ("12:00 noon", "12:00"),
        ("Mittag", "12:00"),
        ("midnight", "24:00"),
        ("0:00 midnight", "0:00"),
        ("2p-3:30p", "2pm-3:30pm"),
        ("2023-05-02T10:00:00Z", "2023-05-02 10:00 (UTC)"),
        ("2023-05-02T10:00-04:00", "2023-05-02 10:00 (UTC-04:00)"),
        ("  two \n\t words ", "two words"),
    ],
)
def test_a_sentence_is_written_in_one_way(typed, spelt):
    assert one_spelling(typed) == spelt


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("14h30", "14:30"),
        ("10.00 Uhr", "10:00"),
        ("16 h", "16:00"),
        ("1430 GMT", "14:30 GMT"),
        ("1000-1130 EST", "10:00-11:30 EST"),
        ("10時", "10:00 "),
        ("10時30分", "10:30 "),
        ("room 1430", "room 1430"),
        ("version 2.30.1", "version 2.30.1"),
    ],
)
def test_hours_have_a_colon(typed, spelt):
    assert clock_spelling(typed) == spelt


@pytest.mark.parametrize("typed", ["10:00-11:30 EST", "Tue 2 May 2023, 10:00 (UTC-04:00)"])
def test_what_is_written_so_stays(typed):
    assert one_spelling(typed) == typed
