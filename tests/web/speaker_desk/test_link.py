from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Participation, SpeakerLink
from app.queries.participants import participations_of
from app.services.scheduling import publishing
from app.services.speakers import links as speaker_links
from tests.support import desk, speaking
from tests.support.attendees import deliver
from tests.support.desk import AMARA
from tests.support.world import START

PEOPLE = "/desk/events/twelve-reefs/people"
State = ParticipationState


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


@pytest.fixture
def guest(new_client):
    return new_client()


def state_of(link):
    db.session.refresh(link.participation)
    return link.participation.state


def names(event):
    return [(one.name_printed, one.state) for one in participations_of(event.id)]


def test_invitations_are_sent_from_the_board_and_open_without_an_account(
    app, organiser, guest, event, outgoing
):
    speaking.somebody(event)
    speaking.somebody(event, "Bo Lindqvist", None)
    page = organiser.get(PEOPLE).text
    assert "Send one invitation" in page
    answer = organiser.submit(
        f"{PEOPLE}/invite", {"note": "Twenty minutes on reefs.", "answer_by": "2027-03-08"}
    )
    assert answer.location == PEOPLE
    assert names(event) == [("Chie Tanabe", State.INVITED), ("Bo Lindqvist", State.PROPOSED)]
    deliver(app)
    [mail] = outgoing.sent
    assert (mail.to_email, mail.subject) == ("chie@example.org", "Will you take part? Twelve reefs")
    link = next(word for word in mail.text.split() if "/speak/" in word)
    assert "Twenty minutes on reefs." in mail.text
    page = guest.get(link.removeprefix("http://localhost")).text
    assert "Amara Okafor asks you, Chie Tanabe, to take part." in page
    assert "Please answer by Monday, 8 March 2027." in page
    assert "10:00 – 11:30" in page
    board = organiser.get(PEOPLE).text
    assert "Opened Mon 1 Mar" in board


def test_the_page_tells_the_own_hour_and_the_own_item(guest, event):
    link = speaking.invited(event)
    speaking.talk(event, link)
    guest.set_cookie("sidestage_zone", "auto%3AAsia%2FTokyo")
    page = guest.get(speaking.page_of(link)).text
    assert "Your time, Tokyo" in page
    assert "18:00 – 19:30" in page  # 10:00 in Lagos
    assert ("Reefs at night" in page, "18:10" in page, "10:10 Lagos" in page) == (True, True, True)
    assert "Welcome" not in page


@pytest.mark.parametrize(
    ("button", "state"),
    [("accept", State.ACCEPTED), ("decline", State.DECLINED), ("unsure", State.TENTATIVE)],
)
def test_an_answer_is_one_click_and_stands_on_the_board(organiser, guest, event, button, state):
    link = speaking.invited(event)
    data = {"do": button, "note": "After the harvest.", "promised_by": "2027-03-05"}
    assert guest.post(f"{speaking.page_of(link)}/answer", data=data).status_code == 303
    assert state_of(link) is state
    board = organiser.get(PEOPLE).text
    assert "After the harvest." in board
    assert ("Answer by Fri 5 Mar" in board) == (state is State.TENTATIVE)


def test_nobody_is_public_before_accepting_and_a_no_takes_the_name_away(guest, event, app):
    link = speaking.invited(event)
    event.state, event.published_at = EventState.PUBLISHED, START
    assert "Chie Tanabe" not in guest.get("/events/twelve-reefs").text
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"})
    assert "Chie Tanabe" in guest.get("/events/twelve-reefs").text
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "decline"})
    assert "Chie Tanabe" not in guest.get("/events/twelve-reefs").text


def test_a_no_an_hour_before_the_start_reaches_the_team_at_once(app, guest, event, clock, outgoing):
    link = speaking.invited(event)
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"})
    deliver(app)
    outgoing.sent.clear()
    clock.set(event.starts_at - timedelta(hours=1))
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "decline", "note": "The line is down."})
    deliver(app)
    assert [(mail.to_email, mail.subject) for mail in outgoing.sent] == [
        ("amara@example.org", "Chie Tanabe cannot take part: Twelve reefs")
    ]
    assert "The line is down." in outgoing.sent[0].text


def test_after_the_start_an_answer_is_refused_in_words(guest, event, clock):
    link = speaking.invited(event)
    clock.set(event.starts_at)
    answer = guest.post(f"{speaking.page_of(link)}/answer", data={"do": "decline"}, follow_redirects=True)
    assert "an answer changes nothing any more" in answer.text
    assert state_of(link) is State.INVITED


def test_a_substitute_is_proposed_confirmed_and_invited(app, organiser, guest, event, outgoing):
    link = speaking.invited(event)
    speaking.talk(event, link)
    path = f"{speaking.page_of(link)}/substitute"
    form = {"name": "Kofi Mensah", "email": "kofi@example.org", "note": "He knows more."}
    assert guest.post(path, data=form).status_code == 303
    assert names(event) == [("Chie Tanabe", State.DECLINED), ("Kofi Mensah", State.PROPOSED)]
    assert "Proposed by Chie Tanabe instead of themselves." in organiser.get(PEOPLE).text
    assert "Send one invitation" not in organiser.get(PEOPLE).text
    organiser.post(f"{PEOPLE}/kofi-mensah/substitute", data={"do": "confirm"})
    assert set(names(event)) == {("Chie Tanabe", State.REPLACED), ("Kofi Mensah", State.INVITED)}
    deliver(app)
    assert [mail.to_email for mail in outgoing.sent if "Will you" in mail.subject] == ["kofi@example.org"]
    own = (
        db.session.query(SpeakerLink)
        .join(Participation, Participation.id == SpeakerLink.participation_id)
        .filter(Participation.name_printed == "Kofi Mensah")
        .one()
    )
    page = guest.get(speaking.page_of(own)).text
    assert ("Reefs at night" in page, "Kofi Mensah" in page) == (True, True)
    assert "Somebody else takes this part" in guest.get(speaking.page_of(link)).text


def test_the_organiser_may_say_no_to_a_substitute(organiser, guest, event):
    link = speaking.invited(event)
    form = {"name": "Kofi Mensah", "email": "kofi@example.org"}
    guest.post(f"{speaking.page_of(link)}/substitute", data=form)
    organiser.post(f"{PEOPLE}/kofi-mensah/substitute", data={"do": "reject"})
    assert names(event) == [("Chie Tanabe", State.DECLINED)]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": "Chie again", "email": "chie@example.org"}, "This is your own address."),
        ({"name": "", "email": "x@example.org"}, "Whom should the organisers ask?"),
        ({"name": "Kofi", "email": "nowhere"}, "This is not an e-mail address."),
        ({"name": "Bo", "email": "bo@example.org"}, "We cannot pass Bo on from here."),
    ],
)
def test_a_bad_proposal_keeps_what_was_typed(guest, event, form, words):
    speaking.somebody(event, "Bo Lindqvist", "bo@example.org")
    link = speaking.invited(event)
    answer = guest.post(f"{speaking.page_of(link)}/substitute", data=form)
    assert answer.status_code == 422
    assert words in answer.text
    assert state_of(link) is State.INVITED


@pytest.mark.parametrize("day", ["2020-01-01", "2027-03-28", "2099-01-01"])
def test_an_answer_is_asked_for_by_a_day_that_is_still_to_come(organiser, event, day):
    speaking.somebody(event)
    asked = {"people": "chie-tanabe", "note": "A word", "answer_by": day}
    answer = organiser.post(f"{PEOPLE}/invite", data=asked)
    refused = "Choose a day from today to the day of the event." in answer.text
    assert (answer.status_code, refused, "A word" in answer.text) == (422, True, True)
    assert names(event) == [("Chie Tanabe", State.PROPOSED)]


def test_the_board_says_in_the_row_who_has_needs(organiser, guest, event):
    for name, address, needs in (
        ("Chie Tanabe", "chie@example.org", "Captions."),
        ("Bo", "bo@example.org", ""),
    ):
        page = speaking.page_of(speaking.invited(event, name, address))
        guest.post(f"{page}/answer", data={"do": "accept"})
        guest.post(f"{page}/profile/needs", data={"needs": needs, "phone": ""})
    rows = organiser.get(PEOPLE).text.split('id="person-')[1:]
    assert ["Has needs" in row.partition("</li>")[0] for row in rows] == [True, False]


def test_a_wrong_country_of_an_affiliation_is_named_once_with_its_row(organiser, event):
    rows = {f"affiliations-{n}-organisation": f"Body {n}" for n in range(3)}
    sent = {
        "name": "Bo",
        "roles": "speaker",
        "state": "proposed",
        "affiliations-1-country": "Atlantis",
    } | rows
    page = organiser.post(f"{PEOPLE}/add", data=sent).text
    summary = page.partition('id="errors"')[2].partition("</ul>")[0]
    words = ("<li>", 'href="#affiliations-1-country"', "row 2", "No country goes by this name")
    assert [summary.count(one) for one in words] == [1, 1, 1, 1]


def done(guest, link):
    """Accept and leave nothing open."""
    page = speaking.page_of(link)
    guest.post(f"{page}/answer", data={"do": "accept"})
    guest.post(f"{page}/profile/name", data={"name": link.participation.name_printed})
    guest.submit(f"{page}/profile")
    answers = dict.fromkeys(("record", "publish_video", "publish_slides", "transcript"), "yes")
    guest.post(f"{page}/consents", data=answers | {"licence": "CC-BY-4.0"})


def test_who_owes_something_is_told_what_by_their_own_link_and_nobody_else(
    app, organiser, guest, event, outgoing, clock
):
    owing, ready = speaking.invited(event), speaking.invited(event, "Bo Lindqvist", "bo@example.org")
    guest.post(f"{speaking.page_of(owing)}/answer", data={"do": "accept"})
    done(guest, ready)
    deliver(app)
    outgoing.sent.clear()
    clock.move(timedelta(days=1))
    page = organiser.get(f"{PEOPLE}?state=owes").text
    assert ("Remind one who owes something" in page, "Chie" in page, "Bo Lindqvist" in page) == (
        True,
        True,
        False,
    )
    organiser.post(f"{PEOPLE}/remind")
    deliver(app)
    [mail] = outgoing.sent
    assert (mail.to_email, mail.subject) == ("chie@example.org", "Still missing for your part: Twelve reefs")
    said = ("your profile" in mail.text, "what you agree to" in mail.text, "tech check" in mail.text)
    assert (said, speaking.page_of(owing) in mail.text) == ((True, True, False), True)


def test_what_was_done_meanwhile_is_not_asked_for(app, organiser, guest, event, outgoing, clock):
    link = speaking.invited(event)
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"})
    clock.move(timedelta(days=1))
    organiser.post(f"{PEOPLE}/remind")
    done(guest, link)
    deliver(app)
    assert [mail.subject for mail in outgoing.sent if "missing" in mail.subject] == []


def test_who_cannot_be_written_to_is_named_with_a_way_out(organiser, event):
    speaking.somebody(event, "Plato", None)
    page = organiser.get(f"{PEOPLE}/invite").text
    assert ("Nobody else can be written to" in page, "asked already" in page) == (True, False)
    assert f'<a href="{PEOPLE}/plato/link">' in page


def test_reminders_go_to_who_has_not_answered_once_a_day(app, organiser, guest, event, outgoing, clock):
    silent = speaking.invited(event)
    done(guest, speaking.invited(event, "Bo Lindqvist", "bo@example.org"))
    deliver(app)
    outgoing.sent.clear()
    clock.move(timedelta(days=1))
    assert "Remind one who owes something" in organiser.get(PEOPLE).text
    organiser.post(f"{PEOPLE}/remind")
    organiser.post(f"{PEOPLE}/remind")
    deliver(app)
    assert [(mail.to_email, mail.subject) for mail in outgoing.sent] == [
        ("chie@example.org", "Your answer is awaited: Twelve reefs")
    ]
    outgoing.sent.clear()
    clock.move(timedelta(days=4))
    guest.post(f"{speaking.page_of(silent)}/answer", data={"do": "accept"})
    deliver(app)
    assert outgoing.sent == []


def test_a_link_taken_back_explains_and_a_new_one_works(organiser, guest, event):
    link = speaking.invited(event)
    old = speaking.page_of(link)
    organiser.post(f"{PEOPLE}/chie-tanabe/link", data={"do": "revoke"})
    answer = guest.get(old)
    assert answer.status_code == 410
    assert "The organisers took it back" in answer.text
    assert "Twelve reefs" not in answer.text
    organiser.post(f"{PEOPLE}/chie-tanabe/link", data={"do": "send"})
    db.session.refresh(link)
    assert (guest.get(old).status_code, guest.get(speaking.page_of(link)).status_code) == (404, 200)


def test_a_forwarded_link_is_closed_by_its_owner_and_the_new_one_goes_to_the_mailbox_alone(
    app, guest, event, outgoing
):
    link = speaking.invited(event)
    deliver(app)
    outgoing.sent.clear()
    old = speaking.page_of(link)
    page = guest.post(f"{old}/new-link").text
    db.session.refresh(link)
    assert speaking.page_of(link).split("/")[-1] not in page
    assert guest.get(old).status_code == 404
    deliver(app)
    assert [mail.to_email for mail in outgoing.sent] == ["chie@example.org"]
    assert speaking.page_of(link) in outgoing.sent[0].text


def test_an_expired_link_says_so_and_offers_a_new_one_by_mail(guest, event, clock):
    link = speaking.invited(event)
    clock.set(link.expires_at + timedelta(seconds=1))
    answer = guest.get(speaking.page_of(link))
    assert (answer.status_code, "This link has ended" in answer.text) == (410, True)
    assert guest.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"}).status_code == 410
    assert guest.post(f"{speaking.page_of(link)}/new-link").status_code == 200


def test_a_cancelled_event_explains_and_takes_no_answer(guest, event):
    link = speaking.invited(event)
    event.published_at, event.state = START, EventState.PUBLISHED
    publishing.cancel(event, reason="The hall burnt down.", actor=AMARA, now=START)
    page = guest.get(speaking.page_of(link)).text
    assert ("The hall burnt down." in page, "Yes, I take part" in page) == (True, False)


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é", "A" * 3000])
def test_a_guessed_token_is_told_nothing(guest, event, token):
    speaking.invited(event)
    answer = guest.get(f"/speak/{token}")
    assert (answer.status_code, "Twelve reefs" in answer.text) == (404, False)


def test_a_personal_page_stays_out_of_caches_and_referrers(guest, event):
    answer = guest.get(speaking.page_of(speaking.invited(event)))
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_tokens_are_stored_as_hashes_only(event):
    link = speaking.invited(event)
    secret = speaking.page_of(link).split("/")[-1]
    stored = [getattr(link, column.name) for column in SpeakerLink.__table__.columns]
    assert (secret in map(str, stored), secret in link.token_salt) == (False, False)


def test_only_those_who_edit_people_see_a_link(new_client, sign_in, bo, event):
    speaking.invited(event)
    reader = sign_in(new_client(), bo)  # a co-organiser reads the desk
    assert reader.get(f"{PEOPLE}/chie-tanabe/link").status_code == 403
    assert reader.post(f"{PEOPLE}/invite").status_code == 403


def test_a_link_to_hand_over_needs_no_address(organiser, guest, event):
    speaking.somebody(event, "Bo Lindqvist", None)
    organiser.post(f"{PEOPLE}/bo-lindqvist/link", data={"do": "make"})
    page = organiser.get(f"{PEOPLE}/bo-lindqvist/link").text
    address = page.split('id="hand-link" value="')[1].split('"')[0]
    assert "asks you, Bo Lindqvist" in guest.get(address.removeprefix("http://localhost")).text
    answer = organiser.post(f"{PEOPLE}/bo-lindqvist/link", data={"do": "send"}, follow_redirects=True)
    assert "has no e-mail address here" in answer.text


@pytest.mark.parametrize("name", ["نور الحداد", "Plato", "千恵 森", "\n".join(["A name"] * 40)])
def test_names_of_any_shape_are_shown(guest, event, name):
    link = speaking.invited(event, name)
    assert guest.get(speaking.page_of(link)).status_code == 200


def test_a_mailed_link_and_one_by_hand_are_two(event):
    link = speaking.invited(event)
    mailed, hand = (
        speaker_links.open_link(speaking.page_of(link, purpose).split("/")[-1], now=START)
        for purpose in (speaker_links.MAILED, speaker_links.BY_HAND)
    )
    assert (mailed.by_hand, hand.by_hand) == (False, True)


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01"])
def test_an_answer_is_promised_for_a_day_before_the_event(guest, event, day):
    page = speaking.page_of(speaking.invited(event))
    refused = guest.post(f"{page}/answer", data={"do": "unsure", "note": "", "promised_by": day})
    assert (refused.status_code, 'id="promised_by-error"' in refused.text) == (422, True)
