"""Which names may be saved, and what the others are offered (row T1)."""

import pytest

from app.domain.clocks.zone_choices import PLACES_FOR
from app.domain.clocks.zones import (
    ZoneRefused,
    available_names,
    canonical,
    clock_changes,
    instant_of,
    is_place,
    offset_at,
    old_names,
    require_zone,
    same_zone,
)

NAMES = sorted(available_names() | {"localtime"})


def refusal(name):
    with pytest.raises(ZoneRefused) as refused:
        require_zone(name)
    return refused.value


def answer(name):
    try:
        return require_zone(name), ()
    except ZoneRefused as error:
        return None, error.choices


def test_every_name_of_the_data_is_accepted_or_answered_with_places():
    answers = {name: answer(name) for name in NAMES}
    accepted = {name for name, (zone, _) in answers.items() if zone == name}
    assert {choice for _, choices in answers.values() for choice in choices} <= accepted
    refused = {name for name, (zone, choices) in answers.items() if zone is None and choices}
    assert len(accepted) + len(refused) == len(NAMES)
    assert {name for name in accepted if name.startswith("Etc/")} == set()
    assert {name for name in refused if not name.startswith("Etc/")} == {
        *("CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET"),
        *("GMT", "GMT+0", "GMT-0", "GMT0", "Greenwich", "UCT", "UTC", "Universal", "Zulu"),
        *("Factory", "localtime"),
    }


@pytest.mark.parametrize("name", ["EST", "CET", "EST5EDT", "GMT0", "localtime", "Factory"])
def test_letters_are_refused_in_words_with_places_that_use_them(name):
    error = refusal(name)
    assert str(error).startswith(f"“{name}” ")
    assert error.choices == PLACES_FOR[name][0]


def test_est_offers_the_places_that_are_meant():
    assert refusal("EST").choices == (
        "America/New_York", "America/Toronto", "America/Panama", "America/Jamaica",
    )  # fmt: skip


def test_a_fixed_offset_offers_places_that_keep_it_all_year():
    year = (instant_of_noon("2026-01-01"), instant_of_noon("2027-12-31"))
    for hours in range(-11, 15):
        for choice in refusal(f"Etc/GMT{-hours:+d}").choices:
            if choice != "Europe/London":
                assert clock_changes(choice, *year) == []
                assert offset_at(year[0], choice).total_seconds() == hours * 3600
    assert refusal("Etc/GMT+12").choices[0] == "Pacific/Pago_Pago"
    assert refusal("UTC").choices == ("Africa/Accra", "Africa/Dakar", "Africa/Abidjan", "Atlantic/Reykjavik")
    assert refusal("GMT").choices[0] == "Europe/London"


def instant_of_noon(day):
    from datetime import datetime

    return instant_of(datetime.fromisoformat(f"{day}T12:00"), "Africa/Accra")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("America/Godthab", "America/Nuuk"),
        ("US/Eastern", "America/New_York"),
        ("Pacific/Enderbury", "Pacific/Kanton"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Asia/Rangoon", "Asia/Yangon"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Japan", "Asia/Tokyo"),
        ("Africa/Asmera", "Africa/Asmara"),
    ],
)
def test_an_old_name_is_kept_and_equal_to_the_new(old, new):
    assert require_zone(old) == old
    assert canonical(old) == new
    assert canonical(new) == new
    assert same_zone(old, new)
    assert old in old_names(new)


def test_places_that_share_their_rules_stay_two_places():
    assert not same_zone("Europe/Oslo", "Europe/Berlin")
    assert not same_zone("Atlantic/Reykjavik", "Africa/Abidjan")
    assert canonical("Europe/Oslo") == "Europe/Oslo"


def test_every_old_name_leads_to_a_current_place_with_the_same_clocks():
    for name in NAMES:
        if is_place(name) and canonical(name) != name:
            assert canonical(canonical(name)) == canonical(name)
            for day in ("2023-01-15", "2026-07-15"):
                moment = instant_of_noon(day)
                assert offset_at(moment, name) == offset_at(moment, canonical(name))


def test_spaces_around_a_name_are_no_reason_to_refuse_it():
    assert require_zone(" America/New_York\n") == "America/New_York"


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("america/new_york", ("America/New_York",)),
        ("America/New York", ("America/New_York",)),
        ("New York", ("America/New_York",)),
        ("Europe/Zuerich", ("Europe/Zurich",)),
        ("Asia/Kolkatta", ("Asia/Kolkata",)),
        ("", ()),
        ("../../etc/passwd", ()),
        ("Europe/\0", ()),
        ("🙂", ()),
        ("x" * 100_000, ()),
    ],
)
def test_other_texts_are_refused_with_what_looks_alike(typed, choices):
    assert refusal(typed).choices == choices
    assert len(str(refusal(typed))) < 200
