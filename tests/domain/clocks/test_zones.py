"""Wall time <-> instant against hand-written answers, and against a search through all instants."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.zones import (
    ClockChange,
    Gap,
    Overlap,
    Plain,
    WallTimeMissing,
    WallTimeTooFar,
    WallTimeTwice,
    abbreviation_at,
    available_names,
    city,
    clock_changes,
    day_shift,
    fold_at,
    instant_of,
    is_place,
    letters_at,
    offset_at,
    offset_text,
    resolve,
    wall_at,
    zone_data_version,
    zone_text,
)
from tests.support.sources import DATA

CASES = json.loads((DATA / "tz_cases.json").read_text())["cases"]
STI = json.loads((DATA / "sti-forum-2023.json").read_text())
PACIFIC = json.loads((DATA / "pacific-2027.json").read_text())
PLACES = sorted(name for name in available_names() if is_place(name))
HOUR = timedelta(hours=1)


def of_kind(*kinds):
    return [pytest.param(case, id=case["id"]) for case in CASES if case.get("kind") in kinds]


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def wall(text):
    return datetime.fromisoformat(text)


def offset(text):
    size = timedelta(hours=int(text[1:3]), minutes=int(text[4:]))
    return -size if text[0] == "-" else size


def answer_today(case):
    """What this release of the zone data answers; a release after the last one known answers as that did."""
    version = zone_data_version()
    past = [row["answer"] for row in case["tzdata_history"] if row["from"] <= version <= row["to"]]
    return past[0] if past else case["tzdata_history"][-1]["answer"]


@pytest.mark.parametrize("case", of_kind(None, "span"))
def test_a_plain_wall_time_is_one_instant(case):
    meant = resolve(wall(case["local"]), case["zone"])
    assert isinstance(meant, Plain)
    assert meant.instant == utc(case["expected_utc"])
    assert instant_of(wall(case["local"]), case["zone"]) == utc(case["expected_utc"])
    assert wall_at(meant.instant, case["zone"]) == wall(case["local"])
    assert meant.offset == offset_at(meant.instant, case["zone"])
    if "abbr" in case:
        assert letters_at(meant.instant, case["zone"]) == case["abbr"]
        assert meant.abbreviation == (case["abbr"] if case["abbr"].isalpha() else None)


@pytest.mark.parametrize("case", of_kind("gap"))
def test_a_skipped_wall_time_is_refused_with_its_neighbours(case):
    before, after = offset(case["offset_before"]), offset(case["offset_after"])
    with pytest.raises(WallTimeMissing) as refused:
        instant_of(wall(case["local"]), case["zone"])
    gap = refused.value.gap
    assert refused.value.field == "wall_time"
    assert gap == resolve(wall(case["local"]), case["zone"])
    assert (gap.after.wall, gap.after.instant) == (wall(case["shifted_local"]), utc(case["shifted_utc"]))
    assert gap.before.wall == wall(case["local"]) - (after - before)
    assert gap.before.instant == wall(case["local"]).replace(tzinfo=UTC) - after
    assert offset_at(gap.before.instant, case["zone"]) == before
    assert offset_at(gap.after.instant, case["zone"]) == after
    assert gap.from_wall <= wall(case["local"]) < gap.to_wall
    assert gap.to_wall - gap.from_wall == after - before
    assert wall_at(gap.instant, case["zone"]) == gap.to_wall
    assert wall_at(gap.instant - timedelta(seconds=1), case["zone"]) == gap.from_wall - timedelta(seconds=1)


@pytest.mark.parametrize("case", of_kind("overlap"))
def test_a_doubled_wall_time_is_asked(case):
    local, zone = wall(case["local"]), case["zone"]
    with pytest.raises(WallTimeTwice) as asked:
        instant_of(local, zone)
    overlap = asked.value.overlap
    assert overlap == resolve(local, zone)
    assert (overlap.first.instant, overlap.second.instant) == (utc(case["utc_fold0"]), utc(case["utc_fold1"]))
    for fold, reading in enumerate((overlap.first, overlap.second)):
        assert instant_of(local, zone, fold) == reading.instant
        assert fold_at(reading.instant, zone) == fold
        assert wall_at(reading.instant, zone) == local
        assert reading.offset == offset_at(reading.instant, zone)
        assert reading.abbreviation == abbreviation_at(reading.instant, zone)


@pytest.mark.parametrize("case", of_kind("span"))
def test_a_span_is_counted_on_instants(case):
    start = instant_of(wall(case["local"]), case["zone"], case["fold"])
    end = instant_of(wall(case["end_local"]), case["zone"], case["end_fold"])
    assert end == utc(case["expected_end_utc"])
    assert end - start == timedelta(minutes=case["elapsed_minutes"])


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in CASES if "tzdata_history" in case]
)
def test_the_installed_release_answers_as_it_did_for_others(case):
    kind, _, instant = answer_today(case).partition(":")
    meant = resolve(wall(case["local"]), case["zone"])
    if kind == "gap":
        assert isinstance(meant, Gap)
        assert meant.after.instant == utc(instant)
    else:
        assert kind == "ok"
        assert meant == Plain(utc(instant), meant.offset, meant.abbreviation)


@pytest.mark.parametrize(
    ("starts", "minutes", "row"),
    [
        pytest.param(data["schedule"]["start_utc"], 90, row, id=row["zone"])
        for data, rows in ((STI, STI["test_vectors"]["expected_local"]), (PACIFIC, PACIFIC["expected_local"]))
        for row in rows
    ],
)
def test_everybody_reads_the_hour_of_the_events_day(starts, minutes, row):
    start = utc(starts)
    local, end = wall_at(start, row["zone"]), wall_at(start + timedelta(minutes=minutes), row["zone"])
    assert f"{local:%Y-%m-%d %a %H:%M}" == f"{row['date']} {row['weekday']} {row['start']}"
    assert f"{end:%Y-%m-%d %H:%M}" == f"{row['end_date']} {row['end']}"
    assert offset_at(start, row["zone"]) == offset(row["utc_offset"])


@pytest.mark.parametrize("data", [STI, PACIFIC], ids=["sti", "pacific"])
def test_the_promised_hours_give_the_instants_of_the_data(data):
    schedule = data["schedule"]
    for wall_key, utc_key in (("wall_start", "start_utc"), ("wall_end", "end_utc")):
        local = wall(f"{schedule['date']}T{schedule[wall_key]}")
        assert instant_of(local, schedule["zone"]) == utc(schedule[utc_key])


def test_days_ahead_of_the_host_are_counted_by_calendars():
    start = utc(PACIFIC["schedule"]["start_utc"])
    shifts = {
        zone: day_shift(start, zone, "Pacific/Apia") for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati")
    }
    assert shifts == {"Pacific/Pago_Pago": -1, "Pacific/Kiritimati": 0}
    assert day_shift(utc(STI["schedule"]["start_utc"]), "Pacific/Auckland", "America/New_York") == 1


def test_the_refusals_are_words_for_everybody():
    with pytest.raises(WallTimeMissing) as missing:
        instant_of(wall("2023-03-12T02:30"), "America/New_York")
    assert str(missing.value) == (
        "On 2023-03-12 clocks in New York go forward from 02:00 straight to 03:00, so 02:30 does not exist "
        "there. Choose 01:30 or 03:30."
    )
    with pytest.raises(WallTimeTwice) as twice:
        instant_of(wall("2023-11-05T01:30"), "America/New_York")
    assert str(twice.value) == (
        "On 2023-11-05 clocks in New York go back, so 01:30 happens twice: first in EDT, UTC−4, then again "
        "in EST, UTC−5. Say which one is meant."
    )


def test_a_day_that_was_left_out_has_neighbours_on_other_days():
    with pytest.raises(WallTimeMissing) as missing:
        instant_of(wall("2011-12-30T10:00"), "Pacific/Apia")
    gap = missing.value.gap
    assert (gap.before.wall, gap.after.wall) == (wall("2011-12-29T10:00"), wall("2011-12-31T10:00"))
    assert "Choose 2011-12-29 10:00 or 2011-12-31 10:00." in str(missing.value)


def test_offsets_and_letters_as_they_are_shown():
    assert [offset_text(timedelta(minutes=minutes)) for minutes in (0, 330, -240, -210, 840, 765)] == [
        "UTC", "UTC+5:30", "UTC−4", "UTC−3:30", "UTC+14", "UTC+12:45",
    ]  # fmt: skip
    assert offset_text(timedelta(seconds=-2670)) == "UTC−0:44:30"
    may, january = datetime(2023, 5, 2, 14, tzinfo=UTC), datetime(2023, 1, 15, 14, tzinfo=UTC)
    assert zone_text(may, "America/New_York") == "EDT, UTC−4"
    assert zone_text(january, "America/New_York") == "EST, UTC−5"
    assert zone_text(may, "Asia/Dhaka") == "UTC+6"
    assert abbreviation_at(may, "Asia/Dhaka") is None
    assert zone_text(january, "Europe/London") == "GMT, UTC"


def test_cities_have_todays_name_in_the_readers_language():
    assert city("America/New_York") == "New York"
    assert city("Asia/Calcutta") == city("Asia/Kolkata") == "Kolkata"
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city("Europe/Kiev") == "Kyiv"
    assert city("Africa/Cairo", "fr") == "Le Caire"
    assert city("America/New_York", "ar") == "نيويورك"


def test_clock_changes_of_a_year_are_exact():
    year = (datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    one, two = HOUR, 2 * HOUR
    assert clock_changes("Europe/Zurich", *year) == [
        ClockChange(datetime(2027, 3, 28, 1, tzinfo=UTC), one, two),
        ClockChange(datetime(2027, 10, 31, 1, tzinfo=UTC), two, one),
    ]
    assert [change.shift for change in clock_changes("Australia/Lord_Howe", *year)] == [-HOUR / 2, HOUR / 2]
    assert clock_changes("Asia/Kolkata", *year) == []


def test_a_change_counts_from_the_moment_after_the_start_to_the_end():
    change = datetime(2027, 3, 28, 1, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert clock_changes("Europe/Zurich", change, change + HOUR) == []
    assert len(clock_changes("Europe/Zurich", change - second, change)) == 1
    assert clock_changes("Europe/Zurich", change - HOUR, change - second) == []
    assert clock_changes("Europe/Zurich", change + HOUR, change - HOUR) == []


def test_slips_of_the_program_are_not_hidden():
    with pytest.raises(ValueError, match="naive"):
        resolve(datetime(2023, 5, 2, 10, tzinfo=UTC), "Europe/Rome")
    with pytest.raises(ValueError, match="aware"):
        wall_at(wall("2023-05-02T10:00"), "Europe/Rome")
    for name in ("Nowhere/City", "", "../../etc/passwd", "America", "a\0b", "Europe/rome "):
        with pytest.raises(ZoneInfoNotFoundError):
            resolve(wall("2023-05-02T10:00"), name)


@pytest.mark.parametrize("year", [1, 202, 1899, 2200, 9999])
def test_years_without_rules_are_refused(year):
    with pytest.raises(WallTimeTooFar) as refused:
        instant_of(wall(f"{year:04}-05-02T10:00"), "Europe/Rome")
    assert refused.value.field == "wall_time"


def test_the_fold_inside_a_naive_value_is_not_heard():
    assert isinstance(resolve(wall("2023-11-05T01:30").replace(fold=1), "America/New_York"), Overlap)
    assert wall_at(datetime(2023, 11, 5, 6, 30, tzinfo=UTC), "America/New_York").fold == 0


moments = st.datetimes(wall("1971-01-01T00:00"), wall("2090-12-31T00:00"))
moments = moments.map(lambda value: value.replace(microsecond=0))


@settings(deadline=None, max_examples=400)
@given(moments, st.sampled_from(PLACES))
def test_every_instant_is_found_again_from_its_wall_time(moment, zone):
    instant = moment.replace(tzinfo=UTC)
    assert instant_of(wall_at(instant, zone), zone, fold_at(instant, zone)) == instant


@settings(deadline=None, max_examples=400)
@given(moments, st.sampled_from(PLACES))
def test_resolve_agrees_with_a_search_through_all_offsets(moment, zone):
    """Of all offsets that the zone has around that day, those that lead back to the wall time are right."""
    rules = ZoneInfo(zone)
    stated = moment.replace(tzinfo=UTC)
    nearby = {(stated + timedelta(hours=hours)).astimezone(rules).utcoffset() for hours in range(-48, 49)}
    found = sorted(
        stated - size for size in nearby if (stated - size).astimezone(rules).replace(tzinfo=None) == moment
    )
    meant = resolve(moment, zone)
    if isinstance(meant, Plain):
        assert found == [meant.instant]
    elif isinstance(meant, Overlap):
        assert found == [meant.first.instant, meant.second.instant]
    else:
        assert found == []
        assert meant.before.wall < meant.from_wall <= moment < meant.to_wall <= meant.after.wall
        for neighbour in (meant.before, meant.after):
            assert instant_of(neighbour.wall, zone, fold_at(neighbour.instant, zone)) == neighbour.instant


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.dates(date(1975, 1, 1), date(2050, 1, 1)))
def test_changes_explain_every_difference_of_a_year(zone, day):
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = start + timedelta(days=366)
    changes = clock_changes(zone, start, end)
    for earlier, later in zip([None, *changes], [*changes, None], strict=True):
        since, until = (earlier.instant if earlier else start), (later.instant if later else end)
        size = earlier.after if earlier else offset_at(start, zone)
        for share in range(4):
            assert offset_at(since + (until - since) * share / 4, zone) == size
        if later:
            assert (offset_at(until - timedelta(seconds=1), zone), offset_at(until, zone)) == (
                later.before,
                later.after,
            )
