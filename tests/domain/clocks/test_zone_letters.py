"""What letters such as EST can mean, and offsets that are stated in numbers."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clocks.zone_letters import _ROWS, meanings, offset_in
from app.domain.clocks.zones import available_names, instant_of, letters_at


def at(text):
    return datetime.fromisoformat(text)


def test_the_table_is_sound():
    assert all(zone in available_names() for _, _, _, zones in _ROWS for zone in zones.split())
    for letters, _, means, _ in _ROWS:
        assert letters.rstrip("?").isalpha()
        assert means
    assert [meaning.rare for meaning in meanings("EDT")] == [False, True]


def test_the_table_agrees_with_the_zone_data_where_that_has_letters():
    """Where a place of the table uses the letters in 2026, the hours are the same."""
    compared = set()
    for letters, _, _, zones in _ROWS:
        for zone in zones.split():
            for day in ("2026-01-15T12:00", "2026-07-15T12:00"):
                moment = instant_of(at(day), zone)
                if letters_at(moment, zone) == letters.rstrip("?"):
                    offsets = [
                        meaning.offset for meaning in meanings(letters.rstrip("?")) if zone in meaning.zones
                    ]
                    assert offsets == [at(day).replace(tzinfo=UTC) - moment]
                    compared.add(letters)
    assert len(compared) > 35


@pytest.mark.parametrize(
    ("label", "hours"),
    [("UTC-4", -4), ("GMT+5:30", 5.5), ("−0400", -4), ("+02", 2), ("Z", 0), ("utc", 0), ("UTC+14", 14)],
)
def test_a_label_in_numbers(label, hours):
    assert offset_in(label) == timedelta(hours=hours)


@pytest.mark.parametrize("label", ["EST", "GMT", "", "+", "UTC+15", "UTC+1:75", "+1234567"])
def test_a_label_without_numbers(label):
    assert offset_in(label) is None
