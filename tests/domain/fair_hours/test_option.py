"""One start as people see it: everybody's own time and day, and who pays how much."""

from datetime import UTC, date, datetime, timedelta

from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.times import fair_hours
from app.domain.fair_hours.week_grid import GOOD
from app.domain.span import Span
from tests.support.fair_hours_cases import AMARA, BO, ask, hours, six, span, wall


def test_who_pays_is_listed_the_hardest_hit_first():
    best = fair_hours(six()).best
    assert [(one.zone, one.points) for one in best.payers] == [
        ("Pacific/Auckland", 72),
        ("America/New_York", 46),
        ("Asia/Tokyo", 22),
    ]


def test_an_event_across_the_date_line_is_on_two_dates_at_once():
    apia = Participant("a1", "Speaker A", "Pacific/Apia", country="WS")
    pago = Participant("a5", "Speaker E", "Pacific/Pago_Pago", country="AS")
    day = date(2027, 8, 18)
    at_ten = Span(datetime(2027, 8, 17, 22, 30, tzinfo=UTC), datetime(2027, 8, 18, 11, 0, tzinfo=UTC))
    before = Span(datetime(2027, 8, 17, 10, 0, tzinfo=UTC), datetime(2027, 8, 17, 21, 0, tzinfo=UTC))
    best = ask(apia, pago, first=day, last=day, zone="Pacific/Apia", closed=(at_ten, before)).best
    assert [(one.zone, one.begins, one.weekday, one.day_shift) for one in best.people] == [
        ("Pacific/Apia", wall("2027-08-18T10:00"), 2, 0),
        ("Pacific/Pago_Pago", wall("2027-08-17T10:00"), 1, -1),
    ]


def test_a_clock_change_between_now_and_then_is_told_with_both_offsets():
    now = datetime(2027, 3, 1, tzinfo=UTC)
    best = ask(AMARA, BO, first=date(2027, 3, 17), last=date(2027, 3, 17), now=now).best
    shift = best.people[1].clock_shift
    assert best.people[0].clock_shift is None
    assert (shift.instant, shift.before, shift.after) == (
        datetime(2027, 3, 14, 10, 0, tzinfo=UTC),
        timedelta(hours=-8),
        timedelta(hours=-7),
    )


def test_a_clock_change_during_the_event_is_told():
    night = Participant("n", "Night shift", "Europe/Zurich", grid=hours(("00:00-06:00", GOOD)))
    day = date(2027, 3, 28)
    only = Span(datetime(2027, 3, 28, 2, 30, tzinfo=UTC), datetime(2027, 3, 29, tzinfo=UTC))
    early = Span(datetime(2027, 3, 27, 22, 0, tzinfo=UTC), datetime(2027, 3, 28, 0, 30, tzinfo=UTC))
    best = ask(night, first=day, last=day, zone="Europe/Zurich", closed=(only, early), minutes=120).best
    assert (best.people[0].begins, best.people[0].ends) == (
        wall("2027-03-28T01:30"),
        wall("2027-03-28T04:30"),
    )
    assert best.people[0].shift_during.instant == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_busy_is_told_apart_from_hours_not_accepted():
    one = Participant("one", "One", "UTC", busy=(span("2027-01-12T00:00", "2027-01-15T00:00"),))
    miss = ask(one).near_misses[0]
    assert [str(why) for why in miss.blocked_by] == ["One is busy."]
