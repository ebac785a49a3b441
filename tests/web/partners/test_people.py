"""Who acts for an organisation by a link: colleagues, other browsers, ended links, the own part."""

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image

from app.domain.access import Role
from app.domain.lifecycle import SignOffState
from app.extensions import db
from app.models import Organiser, OutboxMessage, PartnerLink, SpeakerProposal
from app.queries.participants import organisers_of
from app.queries.sign_offs import standing_of
from app.services.partners import organisations
from app.services.retention import partners as partner_retention
from tests.support import desk, partners
from tests.support.attendees import deliver
from tests.support.desk import AMARA
from tests.support.partners import of, sent_to, sign, state_of
from tests.support.world import START

DESK = "/desk/events/twelve-reefs/organisations"
LATER = datetime(2027, 3, 11, 12, 0)  # noqa: DTZ001 - a wall time


@pytest.fixture
def event(app, amara, bo):
    return partners.draft_to_sign({Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


@pytest.fixture
def guest(new_client):
    return new_client()


def test_who_may_not_sign_reads_and_is_refused(guest, new_client, event):
    link = partners.asked(event)
    form = {"name": "Olu Ade", "email": "olu@example.org"}
    guest.submit(partners.page_of(link), form, button="Send a link")
    other, olu = db.session.query(PartnerLink).filter_by(email="olu@example.org").one(), new_client()
    page = olu.get(partners.page_of(other)).text
    assert ("Sign off all" in page, "Signing is for: Ines Duarte" in page) == (False, True)
    assert olu.post(f"{partners.page_of(other)}/sign-off", data={"do": "sign"}).status_code == 403
    keeps = olu.post(f"{partners.page_of(other)}/people", data={"do": f"revoke:{link.key}"})
    assert keeps.status_code == 403


def test_a_colleague_is_added_to_sign_made_contact_and_revoked(app, guest, new_client, event, outgoing):
    link = partners.asked(event)
    page, olu = partners.page_of(link), new_client()
    form = {"name": "Olu Ade", "email": "olu@example.org", "may_sign": "y"}
    guest.submit(page, form, button="Send a link")
    other = db.session.query(PartnerLink).filter_by(email="olu@example.org").one()
    assert (other.may_sign, other.added_by, link.is_contact, other.is_contact) == (
        True,
        link.key,
        True,
        False,
    )
    assert "Sign off all" in olu.get(partners.page_of(other)).text
    guest.post(f"{page}/people", data={"do": f"contact:{other.key}"})
    db.session.expire_all()
    assert (link.is_contact, other.is_contact) == (False, True)
    assert guest.post(f"{page}/people", data={"do": f"revoke:{other.key}"}).status_code == 303
    gone = olu.get(partners.page_of(other))
    assert (gone.status_code, "This link was withdrawn" in gone.text) == (410, True)


def test_a_forwarded_link_asks_in_another_browser_whose_it_is(guest, new_client, event):
    link, stranger = partners.asked(event), new_client()
    page = partners.page_of(link)
    assert "Sign off all" in guest.get(page).text
    asked = stranger.get(page)
    assert ("Are you Ines Duarte?" in asked.text, "Count them." in asked.text) == (True, False)
    assert stranger.post(f"{page}/sign-off", data={"do": "sign"}).status_code == 409
    assert stranger.submit(page, {}, button="Yes, I am").status_code == 303
    assert "Sign off all" in stranger.get(page).text
    db.session.expire_all()
    assert link.browsers == 2


def test_an_ended_link_mails_a_new_one_to_its_own_address_alone(app, guest, event, clock, outgoing):
    link = partners.asked(event)
    old = partners.page_of(link)
    deliver(app)
    outgoing.sent.clear()
    assert guest.post(f"{old}/new-link").status_code == 200
    assert partners.page_of(link) == old  # a link that works is not replaced
    clock.set(link.expires_at)
    assert "The time of this link is over" in guest.get(old).text
    assert guest.post(f"{old}/new-link").status_code == 200
    deliver(app)
    db.session.expire_all()
    [mail] = sent_to(outgoing, "ines@example.org")
    assert (partners.page_of(link) in mail.text, guest.get(old).status_code) == (True, 404)


def test_the_printed_name_is_this_events_alone(organiser, guest, event):
    link = partners.asked(event)
    page = f"{partners.page_of(link)}/organisation"
    assert guest.submit(page, {"printed_name": "Open Seas, Coral Unit"}).status_code == 303
    db.session.expire_all()
    own = db.session.get_one(Organiser, link.organiser_id)
    assert (own.printed_name, own.organisation.name) == ("Open Seas, Coral Unit", "Open Seas")
    assert "Open Seas, Coral Unit" in organiser.get(DESK).text
    assert "Open Seas, Coral Unit (co-organiser)" in standing_of(*of(link)).parts[2].texts["organisers"]


def test_the_own_organisation_is_corrected_and_a_shared_one_is_not(guest, event):
    link = partners.asked(event)
    page = f"{partners.page_of(link)}/organisation"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(out, "PNG")
    out.seek(0)
    form = {
        "name": "Open Seas Network",
        "short_name": "OSN",
        "aliases": "Mers ouvertes",
        "logo": (out, "osn.png"),
    }
    assert guest.submit(page, form).status_code == 303
    db.session.expire_all()
    own = db.session.get_one(Organiser, link.organiser_id).organisation
    assert (own.name, own.short_name, [one.name for one in own.aliases]) == (
        "Open Seas Network", "OSN", ["Mers ouvertes"],
    )  # fmt: skip
    assert own.logo_key.startswith("logos/")
    partners.organiser(desk.event("second"), "Open Seas Network")
    answer = guest.submit(page, {"name": "Somebody Else"})
    assert (answer.status_code, "events of other organisers" in answer.text) == (422, True)
    assert state_of(link) is SignOffState.ASKED


def test_a_colleague_gets_an_own_link(app, guest, event, outgoing):
    link = partners.asked(event)
    form = {"name": "Olu Ade", "email": "olu@example.org"}
    assert guest.submit(partners.page_of(link), form, button="Send a link").status_code == 303
    deliver(app)
    [mail] = sent_to(outgoing, "olu@example.org")
    assert partners.page_of(link) not in mail.text
    assert "Ines Duarte (Open Seas)" in mail.text


@pytest.mark.parametrize("may_sign", [True, False])
def test_only_who_may_sign_is_asked_to_sign_by_mail(app, guest, event, outgoing, may_sign):
    form = {"name": "Olu Ade", "email": "olu@example.org"} | ({"may_sign": "y"} if may_sign else {})
    guest.submit(partners.page_of(partners.asked(event)), form, button="Send a link")
    deliver(app)
    [mail] = sent_to(outgoing, "olu@example.org")
    subject = "Please sign off: Twelve reefs" if may_sign else "A draft to read: Twelve reefs"
    asks = {"sign off" in text for text in (mail.text, mail.html)}
    assert (mail.subject, asks) == (subject, {may_sign})


@pytest.mark.parametrize(("do", "status"), [("revoke", 410), ("send", 404)])
def test_links_are_taken_back_and_replaced(organiser, guest, event, do, status):
    link = partners.asked(event)
    old = partners.page_of(link)
    organiser.post(f"{DESK}/open-seas/links", data={"do": f"{do}:{link.key}"})
    assert guest.get(old).status_code == status


def test_an_ended_or_guessed_link_tells_nothing(guest, event, clock):
    link = partners.asked(event)
    assert guest.get("/partner/" + "A" * 43).status_code == 404
    clock.set(link.expires_at)
    answer = guest.get(partners.page_of(link))
    assert (answer.status_code, "Twelve reefs" in answer.text) == (410, False)


def test_another_events_organisation_is_not_found_from_here(organiser, event):
    other = partners.asked(desk.event("second"), "Small Fund")
    assert (
        organiser.post(f"{DESK}/reef-observatory/links", data={"do": f"revoke:{other.key}"}).status_code
        == 404
    )
    assert organiser.get(f"{DESK}/small-fund/sign-off").status_code == 404


def test_an_organisation_that_leaves_takes_its_links_along(event):
    partners.asked(event)
    [_lead, leaving] = organisers_of(event.id)
    organisations.remove(event, organiser=leaving, actor=AMARA, now=START)
    db.session.commit()
    assert db.session.query(PartnerLink).count() == 0


def test_everything_about_a_person_is_handed_out(guest, event):
    link = partners.asked(event)
    sign(guest, link)
    guest.submit(partners.page_of(link), {"text": "Say seas."}, button="Say it")
    said = guest.get(f"{partners.page_of(link)}/data.json").get_json()
    assert (said["person"]["email"], said["organisation"], said["role"]) == (
        "ines@example.org", "Open Seas", "co_organiser",
    )  # fmt: skip
    assert [one["part"] for one in said["sign_offs"]] == ["wording", "time", "organisers"]
    assert [one["text"] for one in said["comments"]] == ["Say seas."]
    assert partners.page_of(link).rsplit("/", 1)[1] not in str(said)


def test_who_is_forgotten_leaves_the_organisation_s_word_without_a_name(
    app, organiser, guest, event, outgoing
):
    link = partners.asked(event)
    page = partners.page_of(link)
    deliver(app)
    sign(guest, link)
    guest.submit(page, {"text": "Say seas."}, button="Say it")
    guest.submit(page, {"name": "Olu Ade", "email": "olu@example.org"}, button="Send a link")
    assert guest.post(f"{page}/erase").status_code == 303
    assert guest.get(page).status_code == 404
    pages = [organiser.get(f"{DESK}{end}").text for end in ("", "/open-seas/sign-off")]
    pages.append(organiser.get("/desk/events/twelve-reefs/history").text)
    assert [("Ines" in text, "Somebody (Open Seas)" in text) for text in pages] == [(False, True)] * 3
    kept = [
        str((row.to_email, row.to_name, row.payload))
        for row in db.session.query(OutboxMessage)
        if "olu" not in row.to_email
    ]
    assert [text for text in kept if "ines" in text.lower()] == []


def test_addresses_go_a_year_after_the_event_and_proposals_with_the_attendees(guest, event):
    link = partners.asked(event)
    partners.proposed(link)
    ends = event.ends_at
    partner_retention.erase_old(now=ends + timedelta(days=89))
    assert (db.session.query(SpeakerProposal).count(), db.session.query(PartnerLink).count()) == (1, 1)
    partner_retention.erase_old(now=ends + timedelta(days=91))
    assert (db.session.query(SpeakerProposal).count(), db.session.query(PartnerLink).count()) == (0, 1)
    partner_retention.erase_old(now=ends + timedelta(days=366))
    assert db.session.query(PartnerLink).count() == 0


def test_the_organisers_say_who_signs_and_whom_they_turn_to(organiser, guest, event):
    link = partners.asked(event)
    say = f"{DESK}/open-seas/links"
    organiser.post(say, data={"do": f"read:{link.key}"})
    assert "Sign off all" not in guest.get(partners.page_of(link)).text
    organiser.post(say, data={"do": f"sign:{link.key}"})
    assert "Sign off all" in guest.get(partners.page_of(link)).text
    organiser.submit(f"{DESK}/open-seas/sign-off", {"name": "Olu Ade", "email": "olu@example.org"})
    other = db.session.query(PartnerLink).filter_by(email="olu@example.org").one()
    organiser.post(say, data={"do": f"contact:{other.key}"})
    db.session.expire_all()
    assert (link.is_contact, other.is_contact) == (False, True)
    assert organiser.post(say, data={"do": f"crown:{link.key}"}).status_code == 400
