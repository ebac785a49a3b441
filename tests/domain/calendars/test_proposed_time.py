"""A time in somebody else's calendar is an instant, or nothing where there is any doubt."""

from datetime import UTC, datetime

import pytest

from app.domain.calendars.content_reader import Property
from app.domain.calendars.proposed_time import instant_in


def found(value, tzid=None):
    return Property("DTSTART", value, {"TZID": tzid} if tzid else {})


@pytest.mark.parametrize(
    ("value", "tzid", "instant"),
    [
        ("20270311T090000Z", None, datetime(2027, 3, 11, 9, tzinfo=UTC)),
        (" 20270311T100000 ", "Africa/Lagos", datetime(2027, 3, 11, 9, tzinfo=UTC)),
        ("20270311T100000", "W. Europe Standard Time", datetime(2027, 3, 11, 9, tzinfo=UTC)),
        ("20270311T090000Z", "Asia/Tokyo", datetime(2027, 3, 11, 9, tzinfo=UTC)),
    ],
)
def test_utc_and_wall_times_of_known_places_are_instants(value, tzid, instant):
    assert instant_in(found(value, tzid)) == instant


@pytest.mark.parametrize(
    ("value", "tzid"),
    [
        ("20270311", "Africa/Lagos"),
        ("20270311T100000", None),
        ("20270311T100000", "Customized Time Zone"),
        ("20270314T023000", "America/New_York"),  # skipped
        ("20271107T013000", "America/New_York"),  # twice
        ("99990311T100000", "Africa/Lagos"),
        ("20271311T100000Z", None),
        ("soon", "Africa/Lagos"),
        ("", None),
    ],
)
def test_what_leaves_a_doubt_is_no_time(value, tzid):
    assert instant_in(found(value, tzid)) is None


def test_a_line_that_is_missing_is_no_time():
    assert instant_in(None) is None
