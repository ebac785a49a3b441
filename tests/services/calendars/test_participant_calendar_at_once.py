"""A speaker's answer beside an organiser's change: everybody is told the hour that holds (row R4)."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta
from threading import Event as Flag

import pytest

from app.domain.calendars.participant_entry import EntryContent
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Event, OutboxMessage, ParticipantEntry, SpeakerLink
from app.queries import participants
from app.services.scheduling import events, publishing
from app.services.speakers import answers as speaker_answers
from app.services.speakers import people
from tests.support import desk, speaking
from tests.support.events import actor_of, ready
from tests.support.world import START

ACCEPTED = ParticipationState.ACCEPTED


@pytest.fixture
def beside(app):
    """Let Ben accept in a request that had read the event before an organiser's change was committed."""

    def do(event, link, change):
        event_id, link_id, read, changed = event.id, link.id, Flag(), Flag()
        db.session.commit()

        def speaker():
            with app.app_context():
                link, of = db.session.get_one(SpeakerLink, link_id), db.session.get_one(Event, event_id)
                assert [part.person for part in participants.participations_of(of.id)]
                read.set()
                if db.engine.dialect.name == "postgresql":  # on SQLite a writing transaction is alone
                    changed.wait(30)
                speaker_answers.answer(of, link, state=ACCEPTED, now=START)
                db.session.commit()
                db.session.remove()

        def organiser():
            read.wait(30)
            try:
                with app.app_context():
                    change(db.session.get_one(Event, event_id))
                    db.session.commit()
                    db.session.remove()
            finally:
                changed.set()

        with ThreadPoolExecutor(2) as pool:
            for one in [pool.submit(Context().run, work) for work in (speaker, organiser)]:
                one.result()
        db.session.expire_all()

    return do


def held():
    """Return what each address holds: {address: the hour that it was told}."""
    entries = db.session.query(ParticipantEntry).filter_by(is_held=True)
    return {entry.email: EntryContent.from_json(entry.said).starts_at for entry in entries}


def told():
    rows = db.session.query(OutboxMessage).filter_by(kind="part_entry", state="queued")
    return sorted(row.to_email for row in rows)


def test_an_acceptance_beside_a_move_tells_both_the_new_hour_and_keeps_the_mail(app, amara, beside):
    event = desk.event(team={desk.Role.LEAD: amara}, state=EventState.PUBLISHED)
    ana = speaking.invited(event, "Ana Silva", "ana@example.org")
    people.set_state(event, participation=ana.participation, state=ACCEPTED, actor=actor_of(amara), now=START)
    ben = speaking.invited(event, "Ben Ode", "ben@example.org")
    later = event.starts_at + timedelta(hours=3)

    def move(of):
        time = promise(wall_start=of.wall_start + timedelta(hours=3), zone=of.zone, minutes=90, fold=0)
        events.schedule(of, time=time, reason="A strike", actor=actor_of(amara), now=START)

    beside(event, ben, move)
    assert held() == {"ana@example.org": later, "ben@example.org": later}
    assert told() == ["ana@example.org", "ben@example.org"]


def test_an_acceptance_beside_the_publication_gets_its_entry(app, amara, beside):
    event = ready()
    ben = speaking.invited(event, "Ben Ode", "ben@example.org")
    beside(event, ben, lambda of: publishing.publish(of, actor=actor_of(amara), now=START))
    assert held() == {"ben@example.org": event.starts_at}
    assert told() == ["ben@example.org"]
