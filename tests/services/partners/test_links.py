"""The personal links of an organisation's people: made, handed on, renewed, ended."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import PartnerLink
from app.services import tokens
from app.services.calendars import team_entries
from app.services.partners import links
from tests.support import desk, partners
from tests.support.attendees import public_event, queued
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(hours=2)


@pytest.fixture
def organiser(app, amara):
    return partners.organiser(desk.event(team={Role.LEAD: amara}))


def invite(organiser, name="Ines Duarte", email="ines@example.org", now=START):
    return links.invite(organiser, name=name, email=email, actor=AMARA, now=now)


def token_of(link):
    return tokens.token_for(links.PURPOSE, link.token_salt)


def mailed():
    return [(row.to_email, row.to_name) for row in queued(kind=links.INVITATION)]


def test_who_is_invited_has_a_link_for_a_year_and_a_mail_with_it(organiser):
    link = invite(organiser, email=" Ines@Example.org")
    assert (link.email, link.invited_by, link.expires_at) == (
        "ines@example.org",
        "Amara Okafor",
        START + links.LIFE,
    )
    assert (link.sent_at, mailed()) == (START, [("ines@example.org", "Ines Duarte")])
    assert links.open_link(token_of(link), now=START) is link
    assert links.url(link) == f"http://localhost/partner/{token_of(link)}"


def test_the_first_person_is_the_contact_until_another_is(organiser):
    ines, olu = invite(organiser), invite(organiser, "Olu Ade", "olu@example.org")
    assert [one.is_contact for one in links.links_of(organiser)] == [True, False]
    links.make_contact(olu)
    assert (ines.is_contact, olu.is_contact) == (False, True)


def test_who_is_invited_again_keeps_the_row_and_the_old_link_opens_nothing(organiser):
    link = invite(organiser)
    old = token_of(link)
    links.revoke(link, now=START)
    again = invite(organiser, "", "INES@example.org", now=LATER)
    assert (again is link, again.name, again.revoked_at, again.expires_at) == (
        True,
        "Ines Duarte",
        None,
        LATER + links.LIFE,
    )
    with pytest.raises(links.PartnerLinkUnknown):
        links.open_link(old, now=LATER)
    assert len(mailed()) == 2


def test_a_mail_is_queued_once_a_minute(organiser):
    link = invite(organiser)
    links.send(link, now=START)
    assert len(mailed()) == 1
    links.send(link, now=LATER)
    assert (len(mailed()), link.sent_at) == (2, LATER)


def test_at_most_ten_people_have_a_link(organiser):
    for number in range(links.MOST):
        invite(organiser, f"P{number}", f"p{number}@example.org")
    with pytest.raises(links.TooManyLinks, match="At most 10 people"):
        invite(organiser)
    invite(organiser, "P1", "p1@example.org")  # known people are no more


def test_a_colleague_acts_as_far_as_they_were_let(organiser):
    ines = invite(organiser)
    facts = {"name": "Olu Ade", "email": "olu@example.org", "now": START}
    olu = links.add_colleague(ines, may_sign=False, **facts)
    assert (olu.added_by, olu.may_sign, olu.invited_by) == (ines.key, False, "Ines Duarte (Open Seas)")
    links.let_sign(olu, may=True)
    assert olu.may_sign is True


def test_nobody_s_link_is_changed_by_adding_them_again(organiser):
    ines = invite(organiser)
    bo = invite(organiser, "Bo Lindqvist", "bo@example.org")
    facts = {"may_sign": True, "now": START}
    with pytest.raises(links.NotYours) as refusal:
        links.add_colleague(ines, name="Mallory", email="bo@example.org", **facts)
    assert (refusal.value.field, str(refusal.value)) == ("email", "Bo Lindqvist has a link already.")
    olu = links.add_colleague(ines, name="Olu Ade", email="olu@example.org", **facts)
    links.revoke(olu, now=START)
    with pytest.raises(links.NotYours):
        links.add_colleague(bo, name="Olu", email="olu@example.org", **facts)
    assert links.add_colleague(ines, name="Olu", email="olu@example.org", **facts).revoked_at is None


def test_a_link_opens_until_it_ends_or_is_taken_back(organiser):
    link = invite(organiser)
    token = token_of(link)
    assert links.may_ask_again(link, now=LATER) is False
    with pytest.raises(links.PartnerLinkEnded):
        links.open_link(token, now=link.expires_at)
    assert (links.ended_link(token), links.may_ask_again(link, now=link.expires_at)) == (link, True)
    links.revoke(link, now=LATER)
    links.revoke(link, now=LATER + timedelta(days=1))
    assert (link.revoked_at, links.may_ask_again(link, now=link.expires_at)) == (LATER, False)
    for look in (lambda: links.open_link(token, now=LATER), lambda: links.ended_link(token)):
        with pytest.raises(links.PartnerLinkRevoked):
            look()


@pytest.mark.parametrize("token", ["", "x" * 5000, "\ud800"])
def test_a_made_up_link_is_unknown(organiser, token):
    for look in (lambda: links.open_link(token, now=START), lambda: links.ended_link(token)):
        with pytest.raises(links.PartnerLinkUnknown):
            look()


def test_who_loses_the_link_loses_the_calendar_entry_that_they_asked_for(app, amara):
    event = public_event(team={Role.LEAD: amara})
    link = partners.asked(event)
    team_entries.want(event, email=link.email, name=link.name, locale="en", wanted=True, now=START)
    links.revoke(link, now=LATER)
    assert team_entries.wants(event, email=link.email, name=link.name) is False


def test_use_is_kept_by_the_hour_and_browsers_are_counted_until_the_link_is_new(organiser):
    link = invite(organiser)
    soon = START + timedelta(minutes=59)
    assert [links.note_use(link, now=now) for now in (START, soon, START + links.NOTED_EVERY)] == [
        True,
        False,
        True,
    ]
    links.note_browser(link)
    links.note_browser(link)
    db.session.refresh(link)
    assert (link.browsers, link.last_used_at) == (2, START + links.NOTED_EVERY)
    links.renew(link, now=LATER)
    assert (link.browsers, db.session.query(PartnerLink).count()) == (0, 1)


def test_the_history_names_the_person_and_the_body_they_act_for(organiser):
    assert links.actor_of(invite(organiser)).name == "Ines Duarte (Open Seas)"
