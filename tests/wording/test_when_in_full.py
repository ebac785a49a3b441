"""What the event's own page says beside the hour: earlier times, and what was printed (rows T3, O6)."""

from datetime import datetime

import pytest

from app.wording.when_in_full import when_in_full
from tests.support import events
from tests.support.world import START


def test_an_earlier_time_is_told_by_the_reader_s_clock_too(app):
    event = events.published()
    events.schedule(event, wall=datetime(2027, 3, 12, 9, 30), reason="The hall burnt down.")  # noqa: DTZ001
    (old,) = when_in_full(event, "America/Los_Angeles", now=START).old
    assert (old.text, old.other, old.reason) == (
        "Tuesday, 9 March 2027, 16:30 – 18:00 Los Angeles (PST, UTC−8)",
        "Wed 10 Mar, 09:30 – 11:00 Tokyo",
        "The hall burnt down.",
    )
    (old,) = when_in_full(event, None, now=START).old
    assert old.text.endswith("Tokyo (JST, UTC+9)")
    assert old.other == "Wed 10 Mar, 00:30 – 02:00 UTC"


@pytest.mark.parametrize(("year", "verb"), [(2027, "will be"), (2026, "was")])
def test_what_was_printed_is_told_in_the_tense_of_the_day(app, year, verb):
    event = events.draft()
    events.schedule(event, wall=datetime(year, 5, 4, 10), zone="America/New_York")  # noqa: DTZ001
    event.printed_label, event.label_note = "EST", "The host said so."
    assert f"New York {verb} on EDT, UTC−4 that day" in when_in_full(event, None, now=START).printed
