"""What somebody agrees to: each answer stays, the newest counts, and a no takes back what it forbids."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, MaterialState
from app.domain.people.consent import OWN_TERMS, ConsentKind
from app.extensions import db
from app.models import Consent, MaterialKind
from app.services.speakers import consents
from tests.support import desk, files, library, speaking
from tests.support.attendees import queued
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(days=1)
SLIDES, LICENCE, RECORD = ConsentKind.PUBLISH_SLIDES, ConsentKind.LICENCE, ConsentKind.RECORD


@pytest.fixture
def event(app, amara, bo):
    return desk.event(state=EventState.PUBLISHED, team={Role.PRODUCER: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def link(event):
    return speaking.invited(event)


def say(event, link, answers, now=START, **more):
    facts = {"by": "Chie Tanabe", "language": "ja"} | more
    return consents.say(event, link, answers=answers, now=now, **facts)


def choices(link):
    return {kind: one.choice for kind, one in consents.current(link).items()}


def told():
    return [row.to_email for row in queued(kind=consents.WITHDRAWN)]


def test_the_newest_answer_counts_and_the_earlier_ones_stay(event, link):
    say(event, link, {SLIDES: "yes", RECORD: "no"}, on_behalf="assistant")
    say(event, link, {SLIDES: "no", RECORD: "no"}, now=LATER)
    assert choices(link) == {SLIDES: "no", RECORD: "no"}
    assert consents.refused(link) == [SLIDES, RECORD]
    rows = db.session.query(Consent).order_by(Consent.id)
    assert [(row.choice, row.at, row.by, row.language, row.on_behalf) for row in rows] == [
        ("yes", START, "Chie Tanabe", "ja", "assistant"),
        ("no", START, "Chie Tanabe", "ja", "assistant"),
        ("no", LATER, "Chie Tanabe", "ja", ""),
    ]


@pytest.mark.parametrize("answer", [{SLIDES: "maybe"}, {SLIDES: ""}, {LICENCE: "yes"}])
def test_what_is_no_answer_to_the_question_is_not_kept(event, link, answer):
    assert (say(event, link, answer, on_behalf="the cat"), choices(link)) == ([], {})


def test_own_terms_are_words(event, link):
    with pytest.raises(consents.TermsMissing) as refusal:
        say(event, link, {LICENCE: OWN_TERMS})
    assert (refusal.value.field, choices(link)) == ("licence_words", {})
    for terms in ("Ask me first.", "Ask me first.", "For schools only."):
        say(event, link, {LICENCE: OWN_TERMS}, terms=terms)
    assert [row.words for row in db.session.query(Consent)] == ["Ask me first.", "For schools only."]
    say(event, link, {LICENCE: "CC-BY-4.0"}, terms="dropped")
    assert consents.current(link)[LICENCE].words == ""


def test_a_no_takes_the_own_slides_from_the_public_and_tells_who_can_act(event, link):
    own = library.material(event, files.PDF, participation_id=link.participation_id)
    other = library.material(event, files.PDF, kind=MaterialKind.FLYER)
    say(event, link, {SLIDES: "yes"})
    assert (own.state, told()) == (MaterialState.PUBLISHED, [])
    assert say(event, link, {SLIDES: "no"}, now=LATER) == [own]
    assert (own.state, other.state) == (MaterialState.ANNOUNCED, MaterialState.PUBLISHED)
    assert told() == ["amara@example.org"]


def test_before_the_publication_of_the_event_nobody_is_told(app, amara):
    draft = desk.event("draft", team={Role.PRODUCER: amara})
    link = speaking.invited(draft)
    library.material(draft, files.PDF, participation_id=link.participation_id)
    assert len(say(draft, link, {SLIDES: "no"})) == 1
    assert told() == []


def test_who_has_not_answered_takes_nothing_back(event, link):
    own = library.material(event, files.PDF, participation_id=link.participation_id)
    assert (consents.hold_back(event, actor=AMARA, now=START), own.state) == ([], MaterialState.PUBLISHED)
