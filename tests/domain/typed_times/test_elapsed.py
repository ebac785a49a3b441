from datetime import date

import pytest

from app.domain.typed_times.elapsed import minutes_in
from app.domain.typed_times.time_text import read_time_text

TODAY = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "zone", "minutes"),
    [
        ("2 May 2023 10:00-11:30 EST", "America/New_York", 90),
        ("31 October 2027 02:30-03:30 CEST", "Europe/Zurich", 120),
        ("7 November 2027 00:30-02:30", "America/New_York", 180),
        ("28 March 2027 01:30-03:30", "Europe/Zurich", 60),
        ("31 October 2027 01:30-02:30", "Europe/Zurich", 60),
        ("10 May 2027 23:00-00:30", "Asia/Tokyo", 90),
        ("10:00-11:30", "Asia/Tokyo", 90),
        ("10 May 2027 10:00", "Asia/Tokyo", None),
        ("28 March 2027 02:30-04:30", "Europe/Zurich", 120),
    ],
)
def test_a_length_is_counted_on_the_time_line(text, zone, minutes):
    assert minutes_in(zone, read_time_text(text, today=TODAY)) == minutes
