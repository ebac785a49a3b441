"""What is left of a speaker who wants to be forgotten: in calendar entries, in mails, in feeds (row X3)."""

import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import OutboxMessage, OutboxState, OwnFeed, ParticipantEntry
from app.services.calendars import own_feeds, team_entries
from app.services.people_records import erasure as speaker_erasure
from app.services.speakers import links as speaker_links
from app.services.speakers import people
from app.worker.retention import forget_old
from tests.support import desk, speaking
from tests.support.attendees import deliver
from tests.support.events import actor_of
from tests.support.personas import AMARA
from tests.support.world import START

ANA = "ana@example.org"


@pytest.fixture
def event(app):
    return desk.event("reefs", team={Role.LEAD: AMARA}, state=EventState.PUBLISHED)


@pytest.fixture
def link(app, event, outgoing):
    """Somebody who accepted and was told; a reminder waits for later."""
    made = speaking.invited(event, "Ana Silva", ANA)
    accepted = ParticipationState.ACCEPTED
    people.set_state(
        event, participation=made.participation, state=accepted, actor=actor_of(AMARA), now=START
    )
    own_feeds.make(ANA, now=START)
    db.session.commit()
    deliver(app)
    return made


def erase(event, link):
    opened = speaker_links.Opened(link=link, event=event, by_hand=False, expired=False)
    speaker_erasure.erase(opened, nameless=False, now=START)
    db.session.commit()
    db.session.expire_all()


def waiting():
    rows = select(OutboxMessage.kind, OutboxMessage.to_email).where(OutboxMessage.state == OutboxState.QUEUED)
    return list(db.session.execute(rows))


def test_the_address_goes_with_the_last_cancellation(app, event, link, outgoing):
    erase(event, link)
    assert waiting() == [("part_entry_cancelled", ANA)]
    assert db.session.query(OwnFeed).count() == 0
    db.session.rollback()
    forget_old(app)
    deliver(app)
    assert (outgoing.sent[-1].to_email, waiting()) == (ANA, [])
    db.session.rollback()
    forget_old(app)
    db.session.expire_all()
    entry = db.session.scalar(select(ParticipantEntry))
    assert (entry.email, entry.name, entry.is_held) == (f"{entry.id}@erased.invalid", "A speaker", False)
    assert [mail.kind for mail in db.session.query(OutboxMessage) if mail.to_email == ANA] == []


def test_what_nobody_was_told_of_is_forgotten_at_once(app, event, outgoing):
    link = speaking.invited(event, "Ana Silva", ANA)
    accepted = ParticipationState.ACCEPTED
    people.set_state(
        event, participation=link.participation, state=accepted, actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    erase(event, link)
    assert waiting() == []
    assert ANA not in set(db.session.scalars(select(ParticipantEntry.email)))


def test_an_entry_wanted_as_co_organiser_stays(app, event, link):
    team_entries.want(event, email=ANA, name="Ana Silva", locale="en_GB", wanted=True, now=START)
    erase(event, link)
    entry = db.session.scalar(select(ParticipantEntry))
    assert (entry.email, entry.is_held) == (ANA, True)
