"""How a time reads for one reader where clocks change while the event runs (rows T4 to T7)."""

from datetime import UTC, datetime

import pytest

from app.domain.clocks.promised_time import promise
from app.wording.ribbons import ribbon_lines
from app.wording.when import clock_reading, when_promised, when_span


def hours(wall, zone, reader=None, minutes=60, fold=None):
    time = promise(wall_start=datetime.fromisoformat(wall), zone=zone, minutes=minutes, fold=fold)
    when = when_promised(time, reader)
    return (when.reader or when.host).time_text


@pytest.mark.parametrize(
    ("zone", "wall", "fold", "shown"),
    [
        ("Europe/Zurich", "2027-10-31T02:30", 0, "02:30 CEST – 02:30 CET"),
        ("Europe/Zurich", "2027-10-31T02:30", 1, "02:30 – 03:30"),
        ("Europe/Zurich", "2027-03-28T01:30", None, "01:30 CET – 03:30 CEST"),
        ("America/Santiago", "2027-04-03T23:30", 0, "23:30 UTC−3 – 23:30 UTC−4"),
        ("Africa/Lagos", "2027-10-31T02:30", None, "02:30 – 03:30"),
    ],
)
def test_both_ends_say_whose_they_are_when_clocks_change_in_between(app, zone, wall, fold, shown):
    assert hours(wall, zone, fold=fold) == shown


def test_the_ribbon_says_so_as_well(app):
    time = promise(wall_start=datetime(2027, 10, 31, 2, 30), zone="Europe/Zurich", minutes=60, fold=0)  # noqa: DTZ001
    (line,) = ribbon_lines(time.starts_at, time.ends_at, time.zone, None)
    assert line.spoken == "02:30 CEST – 02:30 CET on Sun 31 Oct in Zurich"


def test_zones_that_are_gone_are_read_as_universal_time(app):
    start, end = datetime(2027, 3, 10, 9, tzinfo=UTC), datetime(2027, 3, 10, 10, tzinfo=UTC)
    read = clock_reading(start, end, "Asia/Gone", "Asia/Gone")
    assert (read.city, read.time_text, read.day_shift) == ("UTC", "09:00 – 10:00", 0)
    when = when_span(start, end, "Asia/Gone", "Asia/Gone")
    assert (when.host.city, when.reader) == ("UTC", None)


def test_a_reader_whose_clocks_change_sees_it_too(app):
    assert hours("2027-10-31T01:30", "Africa/Lagos", "Europe/Zurich") == "02:30 CEST – 02:30 CET"
