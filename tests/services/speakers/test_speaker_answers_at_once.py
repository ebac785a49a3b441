"""One link in several windows, answered at the same moment: one answer, one line in the history (P1)."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

import pytest

from app.domain.lifecycle import ParticipationState as State
from app.extensions import db
from app.models import Event, EventChange, OutboxMessage, SpeakerLink
from app.services.speakers import answers as speaker_answers
from tests.support import desk, speaking
from tests.support.world import START

WINDOWS = 6


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED])
def test_the_same_answer_from_six_windows_is_one_answer(app, amara, state):
    event = desk.event(team={desk.Role.LEAD: amara})
    link_id, event_id, start = speaking.invited(event).id, event.id, Barrier(WINDOWS)
    db.session.commit()

    def answer(_window):
        with app.app_context():
            start.wait(30)
            try:
                link, of = db.session.get_one(SpeakerLink, link_id), db.session.get_one(Event, event_id)
                speaker_answers.answer(of, link, state=state, now=START)
                db.session.commit()
            finally:
                db.session.remove()
        return "answered"

    with ThreadPoolExecutor(WINDOWS) as pool:
        said = [one.result() for one in [pool.submit(Context().run, answer, n) for n in range(WINDOWS)]]
    assert said == ["answered"] * WINDOWS
    db.session.expire_all()
    assert db.session.get_one(SpeakerLink, link_id).participation.state is state
    changes = db.session.query(EventChange).filter_by(field="people.state", new=f"Chie Tanabe: {state}")
    told = db.session.query(OutboxMessage).filter_by(kind=speaker_answers.ANSWERED)
    assert (changes.count(), told.count()) == (1, 1 if state is State.DECLINED else 0)
