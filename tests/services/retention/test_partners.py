"""What is kept about who acts for an organisation: handed out, forgotten at their wish or in time."""

import json
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.domain.partners.sign_off import SignOffPart
from app.extensions import db
from app.models import (
    EventChange,
    EventComment,
    Organiser,
    OutboxState,
    PartnerLink,
    SignOff,
    SpeakerProposal,
)
from app.queries.sign_offs import standing_of
from app.services.calendars import team_entries
from app.services.partners import links, sign_offs
from app.services.retention import partners as retention
from app.services.retention.attendees import KEPT_AFTER_END
from app.services.speakers import proposals
from tests.support import partners
from tests.support.attendees import public_event, queued
from tests.support.desk import AMARA
from tests.support.world import START

SOMEBODY = "Somebody (Open Seas)"


@pytest.fixture
def link(app, amara):
    """The link of Ines, who signed the hour, said a word, proposed somebody and wants the calendar entry."""
    event = public_event(team={Role.LEAD: amara}, aim="Count them.")
    link = partners.asked(event)
    _, organiser = partners.of(link)
    who = {"actor": links.actor_of(link), "now": START}
    seen = {
        one.part: one.version for one in standing_of(event, organiser).parts if one.part == SignOffPart.TIME
    }
    sign_offs.sign(event, organiser, seen=seen, **who)
    sign_offs.comment(event, text="Ten is good.", organiser=organiser, **who)
    partners.proposed(link)
    links.add_colleague(link, name="Olu Ade", email="olu@example.org", may_sign=False, now=START)
    team_entries.want(event, email=link.email, name=link.name, locale="en", wanted=True, now=START)
    db.session.commit()
    return link


def names():
    """Return every name that stands beside something that was said or done."""
    db.session.expire_all()
    said = {
        row.by
        for model in (SignOff, EventComment, EventChange, SpeakerProposal)
        for row in db.session.query(model)
    }
    return said | {row.invited_by for row in db.session.query(PartnerLink)}


def test_all_of_it_is_handed_out_and_no_secret(link):
    data = retention.personal_data(link)
    assert json.loads(json.dumps(data)) == data
    assert (data["event"], data["organisation"], data["role"], data["person"]["email"]) == (
        "Twelve reefs",
        "Open Seas",
        "co_organiser",
        "ines@example.org",
    )
    assert [(one["part"], one["given"]) for one in data["sign_offs"]] == [("time", True)]
    assert [one["text"] for one in data["comments"]] == ["Ten is good."]
    assert [one["email"] for one in data["speakers_proposed"]] == ["nour@example.org"]
    assert data["calendar_entry"]["is_wanted"] is True
    assert [one["kind"] for one in data["mails"]] == ["partner_invitation", "part_entry"]
    assert [one for one in (link.token_salt, link.token_hash) if one in json.dumps(data)] == []


def test_who_asks_to_be_forgotten_is_and_what_the_organisation_said_stays(link):
    event, organiser = partners.of(link)
    retention.erase(link, now=START)
    db.session.commit()
    assert "Ines Duarte (Open Seas)" not in names()
    assert SOMEBODY in names()
    assert [one.part for one in sign_offs.all_of(db.session.get_one(Organiser, organiser.id))] == ["time"]
    assert [one.name for one in db.session.query(PartnerLink)] == ["Olu Ade"]
    assert team_entries.wants(event, email="ines@example.org", name="Ines Duarte") is False


def test_what_waits_for_them_is_dropped_and_what_was_sent_is_emptied(link):
    event, _ = partners.of(link)
    mine = queued(to_email="ines@example.org", kind=links.INVITATION)
    links.send(link, now=START + timedelta(hours=1))
    mine[0].state = OutboxState.SENT
    db.session.commit()
    retention.erase(link, now=START)
    db.session.commit()
    db.session.expire_all()
    rows = [
        row for row in queued(kind=links.INVITATION, event_id=event.id) if row.to_email != "olu@example.org"
    ]
    assert {row.to_email for row in rows if row.state is OutboxState.SENT} == {""}
    assert {row.state for row in rows} == {OutboxState.SENT, OutboxState.DROPPED}


def test_an_address_stays_for_a_year_after_the_event(link):
    event, _ = partners.of(link)
    assert retention.kept_until(link) == event.ends_at + retention.LINKS_KEPT
    event.state, event.starts_at, event.ends_at = EventState.DRAFT, None, None
    assert retention.kept_until(link) is None


def test_links_go_a_year_after_the_event_once_they_have_ended(link):
    event, _ = partners.of(link)
    for days, left in ((364, 2), (366, 0)):
        retention.erase_old(now=event.ends_at + timedelta(days=days))
        assert db.session.query(PartnerLink).count() == left


def test_speakers_who_were_proposed_and_did_not_come_go_with_the_attendees(link):
    event, _ = partners.of(link)
    taken = partners.proposed(link, "Ana Li", "ana@example.org")
    proposals.accept(event, taken, invite=False, actor=AMARA, now=START)
    late = event.ends_at + KEPT_AFTER_END
    retention.erase_old(now=late)
    assert db.session.query(SpeakerProposal).count() == 2
    retention.erase_old(now=late + timedelta(seconds=1))
    assert [one.name for one in db.session.query(SpeakerProposal)] == ["Ana Li"]
