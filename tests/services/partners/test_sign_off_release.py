"""Who has to sign, what waits for it, and going on without for a reason (row O3)."""

import pytest

from app.domain.errors import ReasonNeeded
from app.domain.lifecycle import EventState, MaterialState, SummaryState
from app.domain.partners.sign_off import SignOffPart, version_of
from app.extensions import db
from app.models import Edition, EventChange, Material, MaterialKind, Organiser, SignOffWaiver
from app.queries.sign_offs import shown_of
from app.services.actor import Actor
from app.services.library import material_content, material_states, summaries
from app.services.partners import sign_off_release, sign_offs
from app.services.partners.sign_off_release import SignOffMissing
from app.services.scheduling import editions, publishing
from tests.support import desk, partners
from tests.support.desk import AMARA
from tests.support.world import START

INES = Actor("Ines Duarte")


@pytest.fixture
def event(app):
    made = desk.event(aim="Count them.", languages=["en"])
    partners.organiser(made, "Reef Observatory", "lead")
    return made


def rule(event, *roles, parts=()):
    sign_off_release.set_rule(event, roles=roles, parts=parts, actor=AMARA, now=START)


def texts(event):
    return [one.text % one.params for one in publishing.problems(event) if one.rule == "sign_off"]


def sign(event, organiser, *parts):
    seen = {part: version_of(words) for part, words in shown_of(event).items() if not parts or part in parts}
    sign_offs.sign(event, organiser, seen=seen, actor=INES, now=START)


def test_a_role_that_has_to_sign_is_named_whether_asked_or_not(event):
    partner = partners.organiser(event, "Open Seas", "partner")
    rule(event, "partner")
    assert texts(event) == ["Open Seas has to sign and has not been asked yet."]
    sign_offs.ask(event, partner, actor=AMARA, now=START)
    assert texts(event) == ["The sign-off of Open Seas is missing."]
    sign(event, partner, SignOffPart.WORDING, SignOffPart.ORGANISERS)
    assert texts(event) == ["Open Seas has not signed the date and hour."]
    sign(event, partner)
    assert texts(event) == []


def test_who_is_not_in_the_rule_blocks_nothing_though_asked(event):
    partners.asked(event)
    assert texts(event) == ["The sign-off of Open Seas is missing."]
    rule(event, "partner")
    assert texts(event) == []
    rule(event)
    assert texts(event) == []


def test_the_edition_says_it_for_its_events_until_one_says_otherwise(event):
    edition = Edition(slug="forum", name="Forum", zone="Africa/Lagos")
    db.session.add(edition)
    db.session.flush()
    event.edition_id = edition.id
    editions.set_sign_off_rule(edition, roles=["lead"], parts=[])
    db.session.flush()
    db.session.expire(event)
    assert texts(event) == ["Reef Observatory has to sign and has not been asked yet."]
    rule(event, "supporter")
    assert texts(event) == []
    sign_off_release.set_rule(event, roles=None, parts=[], actor=AMARA, now=START)
    assert texts(event) == ["Reef Observatory has to sign and has not been asked yet."]
    fields = [row.field for row in db.session.query(EventChange).filter_by(field="sign_off.rule")]
    assert len(fields) == 2


def recording(event):
    made = Material(
        public_id="abc123", event_id=event.id, position=1, kind=MaterialKind.RECORDING,
        url="https://video.example.org/1", state=MaterialState.RECEIVED, created_at=START,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def release(event, material):
    material_states.publish(event, material, actor=AMARA, now=START)


def test_a_recording_waits_for_those_who_have_to_sign_it(event):
    lead, made = db.session.query(Organiser).one(), recording(event)
    rule(event, "lead", parts=["recording"])
    with pytest.raises(SignOffMissing, match="Reef Observatory"):
        release(event, made)
    sign_offs.ask(event, lead, actor=AMARA, now=START)
    sign(event, lead, SignOffPart.RECORDING)
    release(event, made)
    assert made.state is MaterialState.PUBLISHED


def test_a_recording_waits_for_nobody_where_nobody_said_so(event):
    made = recording(event)
    rule(event, "lead")
    release(event, made)
    assert made.state is MaterialState.PUBLISHED


def test_going_on_without_needs_a_reason_and_holds_for_what_it_reads_now(event):
    made = recording(event)
    rule(event, "lead", parts=["recording"])
    with pytest.raises(ReasonNeeded):
        sign_off_release.waive(event, SignOffPart.RECORDING, reason="", actor=AMARA, now=START)
    said = {"reason": "They agreed by telephone.", "actor": AMARA, "now": START}
    sign_off_release.waive(event, SignOffPart.RECORDING, **said)
    made.url = "https://video.example.org/2"
    db.session.flush()
    with pytest.raises(SignOffMissing):
        release(event, made)
    sign_off_release.waive(event, SignOffPart.RECORDING, **said)
    release(event, made)
    reasons = [row.reason for row in db.session.query(EventChange).filter_by(field="sign_off.waived")]
    assert (reasons, db.session.query(SignOffWaiver).count()) == (["They agreed by telephone."] * 2, 2)


@pytest.mark.parametrize(("needed", "stays"), [(["recording"], False), ([], True)])
def test_new_content_of_a_public_recording_waits_for_its_signature_again(event, needed, stays):
    made = recording(event)
    rule(event, "lead", parts=needed)
    sign_off_release.waive(event, SignOffPart.RECORDING, reason="They agreed.", actor=AMARA, now=START)
    release(event, made)
    material_content.link(event, made, url="https://video.example.org/other", actor=AMARA, now=START)
    assert made.state is (MaterialState.PUBLISHED if stays else MaterialState.RECEIVED)
    assert sign_off_release.waits_for(event, SignOffPart.RECORDING) == ([] if stays else ["Reef Observatory"])


def test_a_summary_waits_and_what_it_says_is_what_is_signed(event):
    lead = db.session.query(Organiser).one()
    event.state = EventState.HELD
    sign_offs.ask(event, lead, actor=AMARA, now=START)
    rule(event, "lead", parts=["summary"])
    empty = {name: [] for name in summaries.LISTS}
    content = summaries.SummaryContent("Reefs matter.", empty, "", None, None)
    with pytest.raises(SignOffMissing):
        summaries.publish(event, content=content, actor=AMARA, now=START)
    sign(event, lead, SignOffPart.SUMMARY)
    other = summaries.SummaryContent("Seas matter.", empty, "", None, None)
    with pytest.raises(SignOffMissing):
        summaries.publish(event, content=other, actor=AMARA, now=START)
    made = summaries.publish(event, content=content, actor=AMARA, now=START)
    assert made.state is SummaryState.PUBLISHED
