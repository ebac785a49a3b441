"""Speakers whom an organisation proposes: unknown elsewhere before a yes, and a no has a reason (O5)."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Participation, Person, SpeakerProposal
from app.queries.participants import participations_of
from app.services.speakers import proposals
from tests.support import desk, partners
from tests.support.attendees import deliver

DESK = "/desk/events/twelve-reefs/organisations"
NOUR = {"name": "Nour Haddad", "email": "Nour@example.org", "title": "Director", "role": "panellist"}


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.PRODUCER: bo})


@pytest.fixture
def link(event):
    return partners.asked(event)


@pytest.fixture
def guest(new_client):
    return new_client()


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def page_of(link):
    return f"{partners.page_of(link)}/speakers"


def answer(client, verb, **more):
    key = db.session.query(SpeakerProposal).one().key
    typed = {"do": f"{verb}:{key}"} | {f"{name}-{key}": text for name, text in more.items()}
    return client.post(f"{DESK}/proposals", data=typed, follow_redirects=True)


def state():
    db.session.expire_all()
    return db.session.query(SpeakerProposal).one().state.value


def sent(app, outgoing):
    deliver(app)
    return sorted((mail.to_email, mail.subject) for mail in outgoing.sent if "speaker" in mail.subject)


def test_a_proposal_tells_the_team_and_nobody_else(app, guest, link, outgoing):
    assert guest.submit(page_of(link), NOUR).status_code == 303
    made = db.session.query(SpeakerProposal).one()
    assert (made.email, made.affiliation, made.role) == ("nour@example.org", "Open Seas", "panellist")
    assert (db.session.query(Person).count(), db.session.query(Participation).count()) == (0, 0)
    subject = "Open Seas proposes a speaker: Twelve reefs"
    assert sent(app, outgoing) == [("amara@example.org", subject), ("bo@example.org", subject)]
    assert "nour@example.org" not in guest.get(partners.page_of(link)).text


def test_a_yes_makes_a_person_of_the_event_and_the_invitation_is_asked_for(
    app, guest, organiser, event, link, outgoing
):
    guest.submit(page_of(link), NOUR)
    assert "Nour Haddad is in the list of people." in answer(organiser, "accept").text
    [part] = participations_of(event.id)
    assert (part.name_printed, part.roles, part.state) == (
        "Nour Haddad", ["panellist"], ParticipationState.PROPOSED,
    )  # fmt: skip
    assert [(one.organisation_name, one.title) for one in part.affiliations] == [("Open Seas", "Director")]
    assert (part.person.email, db.session.query(SpeakerProposal).one().email) == ("nour@example.org", "")
    mails = sent(app, outgoing)
    assert ("ines@example.org", "Your speaker is accepted: Twelve reefs") in mails
    assert "nour@example.org" not in [email for email, _subject in mails]
    assert "has been answered already" in answer(organiser, "decline", reason="No.").text
    assert state() == "accepted"


def test_a_yes_may_invite_at_once(app, guest, organiser, event, link, outgoing):
    guest.submit(page_of(link), NOUR)
    answer(organiser, "invite")
    deliver(app)
    assert "nour@example.org" in [mail.to_email for mail in outgoing.sent]
    [part] = participations_of(event.id)
    assert part.state is ParticipationState.INVITED


def test_a_no_has_a_reason_that_the_organisation_reads(app, guest, organiser, link, outgoing):
    guest.submit(page_of(link), NOUR)
    assert ("Say why in a few words" in answer(organiser, "decline").text, state()) == (True, "waiting")
    answer(organiser, "decline", reason="The panel is full.")
    assert state() == "declined"
    assert "The panel is full." in guest.get(partners.page_of(link)).text
    assert ("ines@example.org", "Your speaker is declined: Twelve reefs") in sent(app, outgoing)


def test_a_proposal_is_taken_back_and_its_address_forgotten(app, guest, organiser, link, outgoing):
    guest.submit(page_of(link), NOUR)
    key = db.session.query(SpeakerProposal).one().key
    guest.post(f"{page_of(link)}/take-back", data={"do": f"back:{key}"})
    assert (state(), db.session.query(SpeakerProposal).one().email) == ("taken_back", "")
    assert sent(app, outgoing) == []
    assert "has been answered already" in answer(organiser, "accept").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Write the person"),
        ({"email": ""}, "Where can they be invited?"),
        ({"email": "nour"}, "This is not an e-mail address."),
        ({"role": "king"}, 'class="error"'),
    ],
)
def test_what_is_missing_is_said_at_its_field(guest, link, typed, words):
    refused = guest.post(page_of(link), data=NOUR | {"note": "typed before"} | typed)
    assert (refused.status_code, words in refused.text, "typed before" in refused.text) == (422, True, True)


def test_twice_the_same_and_too_many_are_refused(guest, link):
    guest.submit(page_of(link), NOUR)
    again = guest.post(page_of(link), data=NOUR)
    assert (again.status_code, "has been proposed already" in again.text) == (422, True)
    for number in range(19):
        partners.proposed(link, f"Somebody {number}", f"s{number}@example.org")
    more = guest.post(page_of(link), data=NOUR | {"email": "more@example.org"})
    assert (more.status_code, "At most 20 proposals" in more.text) == (422, True)


def test_taking_back_makes_no_room_for_more_mails_on_the_same_day(guest, link, clock):
    for number in range(20):
        proposals.take_back(partners.proposed(link, f"Somebody {number}", f"s{number}@example.org"))
    db.session.commit()
    more = guest.post(page_of(link), data=NOUR)
    assert (more.status_code, "At most 20 proposals can be made in a day." in more.text) == (422, True)
    clock.move(timedelta(days=1))
    assert guest.post(page_of(link), data=NOUR).status_code == 303


def test_what_was_answered_is_not_taken_back(guest, organiser, link):
    guest.submit(page_of(link), NOUR)
    key = db.session.query(SpeakerProposal).one().key
    answer(organiser, "accept")
    taken = guest.post(f"{page_of(link)}/take-back", data={"do": f"back:{key}"}, follow_redirects=True)
    assert ("has been answered already" in taken.text, state()) == (True, "accepted")


def test_somebody_who_takes_part_already_is_told_at_accepting(guest, organiser, event, link):
    guest.submit(page_of(link), NOUR)
    answer(organiser, "accept")
    guest.submit(page_of(link), NOUR)
    second = db.session.query(SpeakerProposal).filter_by(state="waiting").one()
    said = organiser.post(f"{DESK}/proposals", data={"do": f"accept:{second.key}"}, follow_redirects=True)
    assert "is in the list already" in said.text
    assert len(participations_of(event.id)) == 1


def test_a_proposal_of_another_event_is_not_found_here(organiser, event):
    other = partners.proposed(partners.asked(desk.event("second"), "Small Fund"))
    assert organiser.post(f"{DESK}/proposals", data={"do": f"accept:{other.key}"}).status_code == 404
