"""Who no longer acts for an event keeps neither its calendar entry nor the way in (rows O5, R4, X3)."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import OutboxMessage, ParticipantEntry, PartnerLink
from app.services import tokens
from app.services.calendars import participant_entries, team_entries
from app.services.partners import links as partner_links
from app.services.partners import organisations
from app.services.retention import partners as partner_retention
from app.services.scheduling import team
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import attendees, partners
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START


@pytest.fixture
def event(app):
    return attendees.public_event(team={Role.LEAD: AMARA, Role.PRODUCER: BO})


def wanting(event, email, name="Ines Duarte"):
    """Let somebody ask for the entry; return it with the token of its way in."""
    team_entries.want(event, email=email, name=name, locale="en_GB", wanted=True, now=START)
    db.session.commit()
    (entry,) = participant_entries.of_address(event, email)
    return entry, tokens.token_for(participant_entries.JOIN, entry.salt)


def waiting():
    db.session.expire_all()
    rows = db.session.query(OutboxMessage).filter_by(state="queued")
    return [(row.kind, row.to_email) for row in rows if row.kind.startswith("part_entry")]


def revoke(_event, link):
    partner_links.revoke(link, now=START)


def remove_organisation(event, link):
    organisations.remove(event, organiser=link.organiser, actor=actor_of(AMARA), now=START)


@pytest.mark.parametrize("leave", [revoke, remove_organisation])
def test_who_no_longer_acts_for_an_organisation_loses_entry_and_way_in(app, outgoing, event, leave):
    link = partners.asked(event)
    entry, way_in = wanting(event, link.email)
    attendees.delivered(app, outgoing)
    assert participant_entries.by_join_link(way_in) is entry
    leave(event, link)
    db.session.commit()
    assert (entry.is_held, entry.is_wanted, participant_entries.by_join_link(way_in)) == (False, False, None)
    assert waiting() == [("part_entry_cancelled", "ines@example.org")]
    assert team_entries.set_call(event, minutes=15, actor=actor_of(AMARA), now=START) == 0


def test_who_leaves_the_team_loses_entry_and_way_in(app, outgoing, event):
    entry, way_in = wanting(event, BO.email, "Bo")
    attendees.delivered(app, outgoing)
    team.remove_member(event, email=BO.email, actor=actor_of(AMARA), now=START)
    db.session.commit()
    assert (entry.is_held, participant_entries.by_join_link(way_in)) == (False, None)
    assert waiting() == [("part_entry_cancelled", BO.email)]


def test_who_acts_for_it_in_another_way_too_keeps_the_entry(event):
    link = partners.asked(event, email=BO.email)
    entry, _way_in = wanting(event, BO.email, "Bo")
    other = partners.asked(event, "Dry Fields", email=BO.email)
    for leave in (
        lambda: partner_links.revoke(link, now=START),
        lambda: team.remove_member(event, email=BO.email, actor=actor_of(AMARA), now=START),
    ):
        leave()
        assert (entry.is_held, entry.is_wanted) == (True, True)
    partner_links.revoke(other, now=START)
    assert (entry.is_held, entry.is_wanted) == (False, False)


def test_a_part_in_the_programme_keeps_its_entry(event):
    link = partners.asked(event)
    part = PrintedPart(name="Ines Duarte", email=link.email, state="accepted")
    people.add_participation(event, part=part, actor=actor_of(AMARA), now=START)
    entry, _way_in = wanting(event, link.email)
    partner_retention.erase(link, now=START)
    assert (entry.is_held, entry.is_wanted, entry.email) == (True, False, "ines@example.org")


def test_what_is_kept_names_the_entry_and_its_mails(event):
    link = partners.asked(event)
    wanting(event, link.email)
    kept = partner_retention.personal_data(link)
    assert (kept["calendar_entry"]["email"], kept["calendar_entry"]["is_wanted"]) == (link.email, True)
    assert [mail["kind"] for mail in kept["mails"]] == ["partner_invitation", "part_entry"]


@pytest.mark.parametrize("is_delivered", [True, False])
def test_erased_nothing_names_the_person_and_nothing_waits_for_them(app, outgoing, event, is_delivered):
    link = partners.asked(event)
    entry, way_in = wanting(event, link.email)
    if is_delivered:
        attendees.delivered(app, outgoing)
    partner_retention.erase(link, now=START)
    db.session.commit()
    assert waiting() == []
    assert (entry.email, entry.name, entry.is_held) == (f"{entry.id}@erased.invalid", "Somebody", False)
    assert participant_entries.by_join_link(way_in) is None
    assert db.session.query(OutboxMessage).filter_by(to_email="ines@example.org").count() == 0
    assert db.session.query(PartnerLink).count() == 0


def test_erased_with_a_seat_of_their_own_the_seat_s_entry_stays(app, outgoing, event):
    attendees.register(event, "Ines Duarte")
    link = partners.asked(event)
    wanting(event, link.email)
    attendees.delivered(app, outgoing)
    partner_retention.erase(link, now=START)
    (mail,) = attendees.delivered(app, outgoing)
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert (mail["To"].addresses[0].addr_spec, calendar.get_param("method")) == (
        "ines@example.org",
        "REQUEST",
    )
    assert db.session.query(ParticipantEntry).filter_by(email="ines@example.org").count() == 0


def test_an_event_that_is_over_forgets_too(event):
    link = partners.asked(event)
    entry, _way_in = wanting(event, link.email)
    event.state = EventState.HELD
    partner_retention.erase(link, now=event.ends_at)
    assert (entry.email, entry.is_held) == (f"{entry.id}@erased.invalid", False)
