"""What the fair-hour finder answers: the ranking, its measures, days and clocks (row T10)."""

from datetime import UTC, date, datetime

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.measure import NIGHT, BurdenBand, Measure, Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.times import fair_hours
from tests.support.fair_hours_cases import AMARA, BO, CHIE, ask, six

use_packaged_zone_data()

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
