from datetime import timedelta

import pytest

from app.domain.agenda import ItemKind
from app.domain.errors import ReasonNeeded
from app.domain.lifecycle import EventState, ParticipationState, SignOffState, StepNotAllowed
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import OrganiserRole
from app.queries import participants
from app.services.agenda import agenda
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.calendars import event_entries
from app.services.partners import organisations
from app.services.scheduling import publishing
from app.services.speakers import people
from tests.support import desk
from tests.support.events import actor_of, draft, published, ready
from tests.support.personas import AMARA
from tests.support.world import START


def do(verb, event, now=START, **more):
    verb(event, actor=actor_of(AMARA), now=now, **more)


def test_everything_that_is_missing_is_said_at_once(app):
    event = draft()
    with pytest.raises(publishing.NotReady) as refused:
        do(publishing.publish, event)
    assert [problem.rule for problem in refused.value.problems] == [
        "aim",
        "languages",
        "hour",
        "organisations",
    ]


def test_publishing_makes_the_first_calendar_revision(app):
    event = ready()
    do(publishing.publish, event)
    assert (event.state, event.published_at, event.sequence) == (EventState.PUBLISHED, START, 0)
    assert event_entries.current(event.id).sequence == 0


def test_a_missing_sign_off_blocks_and_is_named_but_a_supporter_s_does_not(app):
    event = ready()
    for name, role in (
        ("Grain Trust", OrganiserRole.CO_ORGANISER),
        ("Friends of Rain", OrganiserRole.SUPPORTER),
    ):
        organisations.add_organiser(event, name=name, role=role, actor=actor_of(AMARA), now=START)
    for organiser in participants.organisers_of(event.id):
        organiser.sign_off = (
            SignOffState.ASKED if organiser.role is not OrganiserRole.LEAD else SignOffState.NOT_NEEDED
        )
    db.session.flush()
    assert [problem.params for problem in publishing.problems(event)] == [{"organisation": "Grain Trust"}]


def test_an_agenda_longer_than_the_slot_cannot_be_published(app):
    event = ready()
    facts = agenda.ItemFacts(kind=ItemKind.PANEL, title="Panel", minutes=95)
    agenda.add_item(event, facts=facts, actor=actor_of(AMARA), now=START)
    assert [problem.rule for problem in publishing.problems(event)] == ["agenda_too_long"]


def test_a_lead_may_be_not_recorded(app):
    event = ready()
    organiser = participants.organisers_of(event.id)[0]
    organiser.role = OrganiserRole.CO_ORGANISER
    db.session.flush()
    assert len(publishing.problems(event)) == 1
    organisations.set_lead_not_recorded(event, value=True, actor=actor_of(AMARA), now=START)
    assert publishing.problems(event) == []


def test_a_public_event_is_not_cancelled_without_a_reason(app):
    event = published()
    with pytest.raises(ReasonNeeded):
        do(publishing.cancel, event, reason="")
    do(publishing.cancel, event, reason="No quorum.")
    assert (event.state, event.state_reason, event.is_public) == (EventState.CANCELLED, "No quorum.", True)
    revision = event_entries.current(event.id)
    assert revision.sequence == 1
    assert b"STATUS:CANCELLED" in revision.vevent


def test_a_cancelled_draft_is_nobody_s_business(app):
    event = draft()
    do(publishing.cancel, event, reason="")
    assert (event.state, event.is_public) == (EventState.CANCELLED, False)
    assert event_entries.current(event.id) is None


def test_an_event_is_held_only_after_its_end(app):
    event = published()
    with pytest.raises(publishing.NotOverYet):
        do(publishing.mark_held, event)
    part = people.PrintedPart(
        name="Chie Tanabe",
        roles=["speaker"],
        state=ParticipationState.ACCEPTED,
        affiliations=[AffiliationGiven("Dry Field Institute")],
    )
    participation = people.add_participation(event, part=part, actor=actor_of(AMARA), now=START)
    do(publishing.mark_held, event, now=event.ends_at + timedelta(minutes=1))
    assert (event.state, participation.state) == (EventState.HELD, ParticipationState.SPOKE)


def test_a_cancelled_event_stays_cancelled(app):
    event = published()
    do(publishing.cancel, event, reason="No quorum.")
    with pytest.raises(StepNotAllowed):
        do(publishing.publish, event)


def test_taking_back_keeps_the_address_and_republishing_the_uid(app):
    event = published()
    uid, slug = event.uid, event.slug
    do(publishing.unpublish, event)
    assert event.is_public is False
    do(publishing.publish, event)
    assert (event.uid, event.slug, event.sequence) == (uid, slug, 0)


def test_an_event_that_people_registered_for_is_not_taken_back_in_silence(app):
    event = published()
    details = AttendeeDetails(name="Chie Tanabe", country="JP", zone="Asia/Tokyo")
    registrations.register(event=event, email="chie@example.org", details=details, locale="en", now=START)
    with pytest.raises(publishing.SeatsHeld):
        do(publishing.unpublish, event)


def test_cancelling_what_was_taken_back_reaches_the_calendars(app):
    event = published()
    do(publishing.unpublish, event)
    with pytest.raises(ReasonNeeded):
        do(publishing.cancel, event, reason="")
    do(publishing.cancel, event, reason="No quorum.")
    assert (event.is_public, event.sequence) == (True, 1)
    assert b"STATUS:CANCELLED" in event_entries.current(event.id).vevent


def test_the_record_of_a_held_event_is_closed_and_of_no_other(app):
    event = published()
    with pytest.raises(StepNotAllowed):
        do(publishing.archive, event)
    event.state = EventState.HELD
    do(publishing.archive, event)
    assert (event.state, desk.history(event)[-1]) == (EventState.ARCHIVED, ("state", "held", "archived"))
