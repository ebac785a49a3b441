"""An organisation's word about each part: asked for, given, refused for a reason."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import SignOffState
from app.domain.partners.sign_off import SignOffPart
from app.extensions import db
from app.models import SignOff
from app.queries.sign_offs import standing_of
from app.services.actor import Actor
from app.services.partners import sign_offs
from tests.support import desk, partners
from tests.support.attendees import queued
from tests.support.desk import AMARA, history
from tests.support.world import START

NOT_NEEDED, ASKED, GIVEN, REFUSED = SignOffState
INES = Actor("Ines Duarte (Open Seas)")
WHO = {"actor": INES, "now": START}


@pytest.fixture
def event(app, amara):
    return partners.draft_to_sign({Role.LEAD: amara})


@pytest.fixture
def organiser(event):
    made = partners.organiser(event)
    sign_offs.ask(event, made, actor=AMARA, now=START)
    return made


def seen(event, organiser):
    return {one.part: one.version for one in standing_of(event, organiser).parts}


def words(organiser):
    return [(one.part, one.given, one.reason) for one in reversed(sign_offs.all_of(organiser))]


def told():
    """Return who on the team was told of which words."""
    return [(row.to_email, len(row.payload["sign_off_ids"])) for row in queued(kind=sign_offs.ANSWERED)]


def test_an_organisation_is_asked_once_and_no_longer(event):
    organiser = partners.organiser(event)
    for _ in range(2):
        sign_offs.ask(event, organiser, actor=AMARA, now=START)
    assert organiser.sign_off is ASKED
    for _ in range(2):
        sign_offs.do_without(event, organiser, actor=AMARA, now=START)
    assert organiser.sign_off is NOT_NEEDED
    assert history(event)[-2:] == [
        ("sign_off", "Open Seas: not_needed", "Open Seas: asked"),
        ("sign_off", "Open Seas: asked", "Open Seas: not_needed"),
    ]


def test_every_part_that_was_read_is_signed_and_the_lead_is_told_once(event, organiser):
    made = sign_offs.sign(event, organiser, seen=seen(event, organiser), **WHO)
    assert [one.part for one in made] == ["wording", "time", "organisers"]
    assert (made[0].snapshot, made[0].by) == ({"title": "Twelve reefs", "aim": "Count them."}, INES.name)
    assert (organiser.sign_off, told()) == (GIVEN, [("amara@example.org", 3)])
    assert sign_offs.sign(event, organiser, seen=seen(event, organiser), **WHO) == []
    assert len(told()) == 1


def test_a_part_that_reads_otherwise_than_it_was_read_is_not_signed(event, organiser):
    read = seen(event, organiser)
    partners.retitle(event)
    with pytest.raises(sign_offs.VersionChanged):
        sign_offs.sign(event, organiser, seen=read, **WHO)
    other = {SignOffPart.TIME: read[SignOffPart.TIME]}
    assert [one.part for one in sign_offs.sign(event, organiser, seen=other, **WHO)] == ["time"]
    assert organiser.sign_off is ASKED


def test_a_no_has_a_reason_and_the_rest_waits_or_is_signed(event, organiser):
    read = seen(event, organiser)
    with pytest.raises(sign_offs.NothingSaid) as refusal:
        sign_offs.refuse(event, organiser, reasons={SignOffPart.TIME: ""}, seen=read, **WHO)
    assert refusal.value.field == "reasons"
    reasons = {SignOffPart.TIME: "Too early for Suva.", SignOffPart.WORDING: ""}
    sign_offs.refuse(event, organiser, reasons=reasons, seen=read, **WHO)
    assert (words(organiser), organiser.sign_off) == ([("time", False, "Too early for Suva.")], REFUSED)
    sign_offs.refuse(event, organiser, reasons=reasons, seen=read, sign_rest=True, **WHO)
    assert words(organiser)[1:] == [("wording", True, ""), ("organisers", True, "")]
    assert told() == [("amara@example.org", 1), ("amara@example.org", 2)]


def test_the_same_no_again_is_no_other_word_and_a_yes_mends_it(event, organiser):
    read = {SignOffPart.TIME: seen(event, organiser)[SignOffPart.TIME]}
    for reason in ("Too early.", "Too early.", "Far too early."):
        sign_offs.refuse(event, organiser, reasons={SignOffPart.TIME: reason}, seen=read, **WHO)
    assert [reason for _, _, reason in words(organiser)] == ["Too early.", "Far too early."]
    sign_offs.sign(event, organiser, seen=read, **WHO)
    assert words(organiser)[-1] == ("time", True, "")


def test_a_no_to_a_part_that_was_not_read_is_refused(event, organiser):
    read = seen(event, organiser)
    del read[SignOffPart.TIME]
    with pytest.raises(sign_offs.VersionChanged):
        sign_offs.refuse(event, organiser, reasons={SignOffPart.TIME: "No."}, seen=read, **WHO)
    assert db.session.query(SignOff).count() == 0


def test_who_signs_unasked_is_kept_as_asked(event):
    organiser = partners.organiser(event)
    part = {SignOffPart.TIME: seen(event, organiser)[SignOffPart.TIME]}
    sign_offs.sign(event, organiser, seen=part, **WHO)
    assert organiser.sign_off is ASKED  # two parts wait


def test_words_about_a_draft_are_read_newest_first_with_their_organisation(event, organiser):
    sign_offs.comment(event, text="Is ten good?", organiser=None, actor=AMARA, now=START)
    sign_offs.comment(event, text="Eleven is better.", organiser=organiser, **WHO)
    sign_offs.comment(desk.event("other"), text="Elsewhere", organiser=None, actor=AMARA, now=START)
    assert [(one.text, one.by, one.organiser_id) for one in sign_offs.comments_of(event)] == [
        ("Eleven is better.", INES.name, organiser.id),
        ("Is ten good?", "Amara Okafor", None),
    ]


def test_at_most_a_hundred_words_are_read(event):
    for number in range(101):
        sign_offs.comment(event, text=str(number), organiser=None, actor=AMARA, now=START)
    assert [one.text for one in sign_offs.comments_of(event)] == [str(number) for number in range(100, 0, -1)]
