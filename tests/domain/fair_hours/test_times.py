"""What the fair-hour finder answers: the ranking, its measures, days and clocks (row T10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.measure import NIGHT, BurdenBand, Measure, Need
from app.domain.fair_hours.option import Absence
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.times import fair_hours
from app.domain.fair_hours.week_grid import GOOD
from app.domain.span import Span
from tests.support.fair_hours_cases import AMARA, BO, CHIE, WEDNESDAY, ask, codes, hours, quarter, wall

use_packaged_zone_data()

SIX = {
    "America/New_York": "US",
    "Europe/London": "GB",
    "Africa/Nairobi": "KE",
    "Asia/Kolkata": "IN",
    "Asia/Tokyo": "JP",
    "Pacific/Auckland": "NZ",
}


def six(**changes) -> MeetingRequest:
    people = tuple(Participant(zone, zone, zone, country=country) for zone, country in SIX.items())
    return MeetingRequest(people, "UTC", WEDNESDAY, WEDNESDAY, **{"minutes": 60, **changes})


# --- the example of the six ---------------------------------------------------------------------------------


def test_six_places_on_a_winter_day_nobody_is_in_deep_night_and_the_load_is_shared():
    best = fair_hours(six()).best
    assert (best.worst.points, best.total, best.in_deep_night) == (72, 142, [])
    assert [(one.zone, f"{one.begins:%a %H:%M}", one.points) for one in best.people] == [
        ("America/New_York", "Wed 06:15", 46),
        ("Europe/London", "Wed 11:15", 0),
        ("Africa/Nairobi", "Wed 14:15", 0),
        ("Asia/Kolkata", "Wed 16:45", 2),
        ("Asia/Tokyo", "Wed 20:15", 22),
        ("Pacific/Auckland", "Thu 00:15", 72),
    ]


def test_the_usual_90_minutes_cost_the_six_as_much():
    best = fair_hours(six(minutes=90)).best
    assert (best.starts_at, best.worst.points, best.total) == (
        datetime(2027, 1, 13, 11, 0, tzinfo=UTC),
        72,
        142,
    )


def test_the_smallest_total_lets_one_person_pay_for_all():
    best = fair_hours(six(measure=Measure.LEAST_IN_TOTAL)).best
    new_york = best.people[0]
    assert (f"{new_york.begins:%H:%M}", new_york.points, new_york.band) == (
        "02:15",
        99,
        BurdenBand.DEEP_NIGHT,
    )


def test_strict_leximin_would_save_the_worst_six_points_and_cost_the_others_more():
    found = fair_hours(six()).search
    burdens = [[one.burden_at(start) % NIGHT for one in found.people] for start in found.grid.open]
    leximin = min(burdens, key=lambda points: sorted(points, reverse=True))
    assert (max(leximin), sum(leximin)) == (66, 148)


def test_who_pays_is_listed_the_hardest_hit_first():
    best = fair_hours(six()).best
    assert [(one.zone, one.points) for one in best.payers] == [
        ("Pacific/Auckland", 72),
        ("America/New_York", 46),
        ("Asia/Tokyo", 22),
    ]


def test_reasons_say_who_comes_who_pays_and_what_sets_a_start_back():
    found = fair_hours(six())
    assert codes(found.ranked[0].reasons) == [
        "everybody-can-come",
        "nobody-in-deep-night",
        "hardest",
        "total",
        "other-date",
        "best",
    ]
    assert [str(reason) for reason in found.ranked[0].reasons][2:5] == [
        "Hardest for Pacific/Auckland, at 00:15 own time: 72 points.",
        "All points together: 142.",
        "On another date for Pacific/Auckland.",
    ]
    assert [ranked.reasons[-1].code for ranked in found.ranked[:3]] == ["best", "more-pain", "more-at-night"]


# --- measures -----------------------------------------------------------------------------------------------


def test_nobody_at_night_ends_by_midnight_at_the_price_of_an_early_riser():
    zones = ("America/Los_Angeles", "America/New_York", "Africa/Nairobi", "Australia/Sydney")
    june = {"first": date(2027, 6, 16), "last": date(2027, 6, 16)}

    def own_times(measure: Measure) -> list[tuple[str, int | None, bool]]:
        best = ask(*(Participant(zone, zone, zone) for zone in zones), **june, measure=measure).best
        return [(f"{one.begins:%H:%M}-{one.ends:%H:%M}", one.points, one.night) for one in best.people]

    assert own_times(Measure.FEWEST_HURT) == [
        ("13:00-14:30", 0, False),
        ("16:00-17:30", 1, False),
        ("23:00-00:30", 60, True),
        ("06:00-07:30", 46, False),
    ]
    assert own_times(Measure.NOBODY_AT_NIGHT) == [
        ("12:30-14:00", 0, False),
        ("15:30-17:00", 0, False),
        ("22:30-00:00", 54, False),
        ("05:30-07:00", 65, False),
    ]


def test_turns_let_the_burden_rotate_in_a_series():
    def series(measure: Measure) -> list[int]:
        paid: dict[str, tuple[int, ...]] = {one.ident: () for one in (AMARA, BO, CHIE)}
        for _ in range(8):
            people = [
                Participant(one.ident, one.name, one.zone, earlier_points=paid[one.ident])
                for one in (AMARA, BO, CHIE)
            ]
            for one in ask(*people, measure=measure).best.people:
                paid[one.ident] = (*paid[one.ident], one.points)
        return sorted((sum(points) for points in paid.values()), reverse=True)

    without, with_turns = series(Measure.FEWEST_HURT), series(Measure.TAKE_TURNS)
    assert without[0] - without[-1] > 2 * (with_turns[0] - with_turns[-1])
    assert with_turns[0] < without[0]


def test_earlier_points_count_only_where_turns_are_taken():
    tired = Participant("bo", "Bo", BO.zone, earlier_points=(100, 100))
    assert ask(AMARA, tired, CHIE).best.starts_at == ask(AMARA, BO, CHIE).best.starts_at


def test_a_large_audience_weighs_as_its_root_and_cannot_outvote_the_speakers():
    audience = Participant("west", "Audience in West Africa", "Africa/Lagos", need=Need.OPTIONAL, size=200)
    assert audience.full_weight == 14
    assert Participant("one", "One", "Africa/Lagos").full_weight == 4


# --- days, dates and clocks ---------------------------------------------------------------------------------


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


def test_starts_before_now_are_left_out():
    found = ask(AMARA, now=datetime(2027, 1, 13, 14, 7, tzinfo=UTC))
    assert min(found.search.grid.open) * 900 == datetime(2027, 1, 13, 14, 15, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("country", "zone", "free"),
    [
        ("EG", "Africa/Cairo", ["Fri", "Sat"]),
        ("AE", "Asia/Dubai", ["Sat", "Sun"]),
        ("BN", "Asia/Brunei", ["Fri", "Sun"]),
        ("NP", "Asia/Kathmandu", ["Sat"]),
        ("AF", "Asia/Kabul", ["Thu", "Fri"]),
        ("NZ", "Pacific/Auckland", ["Sat", "Sun"]),
    ],
)
def test_the_weekend_is_that_of_the_country(country, zone, free):
    one = Participant("one", "One", zone, country=country)
    ten = Participant("ten", "Ten o'clock", zone, country=country, grid=hours(("10:00-11:30", GOOD)))
    found = ask(one, ten, zone=zone, first=date(2027, 1, 11), last=date(2027, 1, 17))
    week = {f"{ranked.option.wall:%a}": ranked.option.people[0].points for ranked in found.ranked}
    assert [day for day in week if week[day] == 20] == free
    assert len(week) == 7


def test_a_holiday_costs_as_a_weekend_and_not_twice_on_one():
    holiday = frozenset({date(2027, 1, 13), date(2027, 1, 16)})
    one = Participant("one", "One", "Africa/Lagos", days_off=holiday)
    found = ask(one, zone="Africa/Lagos", first=date(2027, 1, 12), last=date(2027, 1, 16))
    noon = {day: found.search.people[0].burden_at(quarter(f"2027-01-{day}T09:00")) for day in (12, 13, 16)}
    assert noon == {12: 0, 13: 20, 16: 20}


def test_days_off_can_be_ruled_out_altogether():
    found = ask(
        AMARA, zone="Africa/Lagos", first=date(2027, 1, 16), last=date(2027, 1, 17), days_off=DaysOff.NEVER
    )
    assert (found.ranked, found.near_misses[0].option.people[0].absence) == ((), Absence.DAY_OFF)


def test_days_to_avoid_close_whole_days_of_the_host():
    found = ask(
        CHIE,
        zone="Asia/Tokyo",
        first=date(2027, 1, 11),
        last=date(2027, 1, 17),
        avoid_weekdays=frozenset({5, 6}),
        avoid_dates=frozenset({date(2027, 1, 11)}),
    )
    starts = [found.search.grid.home.wall(start * 900) for start in found.search.grid.open]
    assert (starts[0], starts[-1]) == (wall("2027-01-12T00:00"), wall("2027-01-15T22:30"))
