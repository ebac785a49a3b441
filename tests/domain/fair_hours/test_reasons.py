"""Why a start ranks where it does, in sentences."""

from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.times import fair_hours
from tests.support.fair_hours_cases import AMARA, BO, CHIE, ask, codes, six


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


def test_an_interpreter_beyond_the_limit_is_noted():
    lone = Participant("i1", "Interpreter I", "Europe/Paris", most_minutes=60, lead_minutes=30)
    assert [str(notice) for notice in ask(lone).notices] == [
        "Interpreter I works at most 60 minutes on end and is needed for 120: plan relief.",
    ]


def test_when_all_are_optional_the_most_can_come_and_a_notice_says_so():
    optional = [Participant(one.ident, one.name, one.zone, need=Need.OPTIONAL) for one in (AMARA, BO, CHIE)]
    found = ask(*optional)
    assert (codes(found.notices), found.best.absent) == (["nobody-must"], [])
