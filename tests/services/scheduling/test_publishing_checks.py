"""Every check of the desk finds its thing, at each level, for one forum or all (rows O9, T11, A7)."""

from datetime import date, timedelta

import pytest

from app.domain.agenda import ItemKind
from app.domain.lifecycle import EventState, ParticipationState, SignOffState
from app.domain.publishing_rules import DEFAULTS, FIXED, Level, PublishingRule
from app.extensions import db
from app.models import ClosedPeriod, Edition, Event, OrganiserRole
from app.queries import participants
from app.services.actor import Actor
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts
from app.services.partners import organisations
from app.services.scheduling import check_levels, editions, events, publishing, publishing_checks
from app.services.scheduling.publishing_checks import findings
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA
from tests.support.world import START

OPERATOR = Actor("Bo Lindqvist")


@pytest.fixture
def forum(app):
    return editions.create(name="Rain Forum 2027", short_name="", zone="Africa/Lagos", actor=OPERATOR)


@pytest.fixture
def event(forum):
    """An event that lacks nothing: 10:00 to 11:30 in Lagos."""
    made = desk.event("reefs", aim="See reefs.", languages=["en"], edition_id=forum.id)
    organisations.add_organiser(
        made, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    return made


def item(event, **facts):
    agenda.add_item(
        event, facts=ItemFacts(kind=ItemKind.TALK, title="Reefs", **facts), actor=actor_of(AMARA), now=START
    )


def elsewhere(event, hour, minute=0):
    speaking.somebody(event, "Chie Tanabe", "chie@example.org")
    other = desk.event("seeds", wall=desk.WALL.replace(hour=hour, minute=minute))
    speaking.somebody(other, "Chie Tanabe", "chie@example.org")


def close(event):
    forum = db.session.get(Edition, event.edition_id)
    since = desk.WALL.replace(hour=11)
    forum.closed_periods.append(
        ClosedPeriod(edition_id=forum.id, wall_start=since, wall_end=since + timedelta(hours=2))
    )


def spoil(event, **facts):
    for name, value in facts.items():
        setattr(event, name, value)


def unsign(event):
    participants.organisers_of(event.id)[0].sign_off = SignOffState.ASKED


def no_lead(event):
    participants.organisers_of(event.id)[0].role = OrganiserRole.PARTNER


def no_organisation(event):
    organiser = participants.organisers_of(event.id)[0]
    organisations.remove(event, organiser=organiser, actor=actor_of(AMARA), now=START)


def outside(event):
    forum = db.session.get(Edition, event.edition_id)
    forum.window_starts_on, forum.window_ends_on = date(2027, 3, 12), date(2027, 3, 20)


def alone(event):
    speaking.somebody(event, "Chie Tanabe", "chie@example.org", roles=["interpreter"])


SPOILT = {
    PublishingRule.TITLE: lambda event: spoil(event, title=""),
    PublishingRule.AIM: lambda event: spoil(event, aim=""),
    PublishingRule.LANGUAGES: lambda event: spoil(event, languages=[]),
    PublishingRule.HOUR: lambda event: spoil(
        event, wall_start=None, zone=None, starts_at=None, ends_at=None, zone_data=None
    ),
    PublishingRule.CLOSED_PERIOD: close,
    PublishingRule.OUTSIDE_WINDOW: outside,
    PublishingRule.ORGANISATIONS: no_organisation,
    PublishingRule.LEAD: no_lead,
    PublishingRule.SIGN_OFF: unsign,
    PublishingRule.CLASH: lambda event: elsewhere(event, 11),
    PublishingRule.BACK_TO_BACK: lambda event: elsewhere(event, 11, 30),
    PublishingRule.INTERPRETERS: alone,
    PublishingRule.AGENDA_TOO_LONG: lambda event: item(event, minutes=95, people=[speaking.somebody(event)]),
    PublishingRule.AGENDA_UNKNOWN: lambda event: item(event, minutes=None, people=[speaking.somebody(event)]),
    PublishingRule.AGENDA_NOBODY: lambda event: item(event, minutes=20),
}


def publish(event, reason=""):
    publishing.publish(event, unsigned_because=reason, actor=actor_of(AMARA), now=START)


def test_nothing_is_found_where_nothing_is_wrong(event):
    assert findings(event) == []


@pytest.mark.parametrize("rule", list(PublishingRule))
def test_every_rule_finds_its_thing_and_weighs_it_as_the_product_does(event, rule):
    SPOILT[rule](event)
    db.session.flush()
    expected = [] if DEFAULTS[rule] is Level.IGNORE else [(rule, DEFAULTS[rule])]
    assert [(one.rule, one.level) for one in findings(event)] == expected


@pytest.mark.parametrize("rule", sorted(set(PublishingRule) - FIXED))
def test_every_rule_toggles(event, rule):
    SPOILT[rule](event)
    forum = db.session.get(Edition, event.edition_id)

    def level(level):
        check_levels.set_level(forum, rule=rule, level=level)
        return [(one.rule, one.level) for one in findings(event)]

    assert level(Level.IGNORE) == []
    assert level(Level.WARN) == [(rule, Level.WARN)]
    assert publishing_checks.problems(event) == []
    assert level(Level.BLOCK) == [(rule, Level.BLOCK)]
    with pytest.raises(publishing.NotReady):
        publish(event, "a reason does not help")
    assert level(Level.PUBLISHING) == [(rule, Level.PUBLISHING)]
    with pytest.raises(publishing.NotReady):
        publish(event)
    publish(event, "the minister is here today only")
    assert event.state is EventState.PUBLISHED


def test_what_may_be_missing_may_go_missing_while_public(event):
    publish(event)
    plain = events.Details(title=event.title, themes=[], languages=["en"], interpretation=[], captions=[])
    with pytest.raises(events.PublicNeeds):
        events.edit(event, details=plain, seen_revision=None, actor=actor_of(AMARA), now=START)
    check_levels.set_level(None, rule=PublishingRule.AIM, level=Level.WARN)
    events.edit(event, details=plain, seen_revision=None, actor=actor_of(AMARA), now=START)
    assert event.aim == ""


@pytest.mark.parametrize(
    ("minutes", "spoken", "interpreted", "people", "found"),
    [
        (90, ["en"], [], 1, "1 of 2 interpreters for 90 minutes: over an hour, two take turns."),
        (90, ["en"], ["en", "fr"], 2, None),
        (60, ["en"], ["fr"], 1, None),
        (61, ["en"], ["fr", "es"], 3, "3 of 4 interpreters for 61 minutes: over an hour, two take turns."),
        (45, ["en"], ["fr", "es"], 1, "1 of 2 interpreters: each language needs one."),
        (90, ["en"], ["fr"], 0, "Interpretation is announced, and nobody among the people interprets."),
        (90, ["en"], [], 0, None),
    ],
)
def test_interpreters_take_turns(event, minutes, spoken, interpreted, people, found):
    event.languages, event.interpretation = spoken, interpreted
    event.minutes, event.ends_at = minutes, event.starts_at + timedelta(minutes=minutes)
    for number in range(people):
        speaking.somebody(event, f"Interpreter {number}", None, roles=["interpreter"])
    away = {"roles": ["interpreter"], "state": ParticipationState.DECLINED}
    speaking.somebody(event, "Somebody away", None, **away)
    said = [one.text % one.params for one in findings(db.session.get(Event, event.id))]
    assert said == ([found] if found else [])
