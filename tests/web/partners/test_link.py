from datetime import datetime, timedelta

import pytest

from app.domain.access import Role
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState, SignOffState
from app.extensions import db
from app.models import Event, EventChange, PartnerLink, SignOff
from app.queries.sign_offs import standing_of
from app.services import history
from app.services.scheduling import events, publishing
from tests.support import partners
from tests.support.attendees import deliver
from tests.support.desk import AMARA
from tests.support.partners import add_item, of, read, retitle, sent_to, sign, state_of
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


def test_an_organisation_is_asked_through_a_person_and_signs_with_one_click(
    app, organiser, guest, event, outgoing
):
    partners.organiser(event)
    form = {"name": "Ines Duarte", "email": "Ines@example.org"}
    assert organiser.submit(f"{DESK}/open-seas/sign-off", form).status_code == 303
    deliver(app)
    [mail] = sent_to(outgoing, "ines@example.org")
    assert mail.subject == "Please sign off: Twelve reefs"
    address = next(word for word in mail.text.split() if "/partner/" in word).removeprefix("http://localhost")
    page = guest.get(address).text
    assert ("Count them." in page, "Reef Observatory" in page, "10:00 – 11:30" in page) == (True, True, True)
    assert "Sign off all 3 parts" in page
    assert guest.submit(address, {"do": "sign"}, button="Sign off all").status_code == 303
    made = db.session.query(SignOff).all()
    assert [(one.part, one.given, one.by) for one in made] == [
        (part, True, "Ines Duarte (Open Seas)") for part in ("wording", "time", "organisers")
    ]
    assert made[0].snapshot == {"title": "Twelve reefs", "aim": "Count them."}
    assert "Signed off" in organiser.get(DESK).text
    deliver(app)
    assert "Open Seas has signed off: Twelve reefs" in [one.subject for one in outgoing.sent]


def test_publishing_names_a_missing_word_and_a_supporters_does_not_block(event):
    link = partners.asked(event)
    partners.asked(event, "Small Fund", "supporter", "fund@example.org")
    texts = [one.text % one.params for one in publishing.problems(event)]
    assert texts == ["The sign-off of Open Seas is missing."]
    assert state_of(link) is SignOffState.ASKED


def test_the_lead_may_go_on_without_with_a_reason_that_stays_in_the_history(organiser, event):
    partners.asked(event)
    address = "/desk/events/twelve-reefs/publish"
    refused = organiser.post(address, data={"reason": ""})
    assert (refused.status_code, "<details open>" in refused.text, 'href="#reason"' in refused.text) == (
        422, True, True,
    )  # fmt: skip
    assert refused.text.count("Say why in a sentence") == 2
    assert "<details>" in organiser.get(address).text
    said = {"reason": "They agreed on the telephone."}
    assert organiser.submit(address, said, button="Publish without it").status_code == 303
    db.session.expire_all()
    event = db.session.get_one(Event, event.id)
    assert (event.state, event.state_reason) == (EventState.PUBLISHED, "")
    reasons = [one.reason for one in db.session.query(EventChange).filter_by(field="state")]
    assert reasons == ["They agreed on the telephone."]
    assert "on the telephone" not in organiser.get("/events/twelve-reefs").text


def test_a_reason_does_not_override_anything_else(organiser, event):
    event.aim = ""
    partners.asked(event)
    answer = organiser.post("/desk/events/twelve-reefs/publish", data={"reason": "We are late."})
    assert (answer.status_code, "Publish without it" in answer.text) == (422, False)


@pytest.mark.parametrize("what", ["title", "time", "organisers"])
def test_a_sign_off_lapses_and_the_organisation_is_told_once_what_changed(
    app, guest, event, outgoing, clock, what
):
    link = partners.asked(event)
    sign(guest, link)
    deliver(app)
    outgoing.sent.clear()
    event = db.session.get_one(Event, event.id)
    if what == "time":
        time = promise(wall_start=LATER, zone="Africa/Lagos", minutes=90)
        events.schedule(event, time=time, actor=AMARA, now=START)
    elif what == "organisers":
        partners.organiser(event, "Small Fund", "supporter")
    else:
        retitle(event)
        retitle(event, "Twelve seas at night")
    db.session.commit()
    assert state_of(link) is SignOffState.ASKED
    deliver(app)
    assert sent_to(outgoing, "ines@example.org") == []  # the quiet time: more changes may follow
    clock.move(timedelta(minutes=31))
    deliver(app)
    [mail] = sent_to(outgoing, "ines@example.org")
    assert mail.subject.startswith("Changed since you signed")
    page = guest.get(partners.page_of(link)).text
    hours = [f"2027, {hour}:00 in Lagos (90 minutes)" for hour in (10, 12)]
    assert ([hour in mail.text for hour in hours] == [True, True]) is (what == "time")
    words = {
        "title": "<del>reefs</del><ins>seas at night</ins>",
        "time": "2027, <del>10:00</del><ins>12:00</ins> in Lagos (90 minutes)",
        "organisers": "Small Fund (supporter)</ins>",
    }
    assert (words[what] in page, "Sign off this part" in page) == (True, True)
    sign(guest, link)
    assert state_of(link) is SignOffState.GIVEN


def test_a_change_that_touches_nothing_signed_changes_nothing(guest, event):
    link = partners.asked(event)
    sign(guest, link)
    event = db.session.get_one(Event, event.id)
    history.record(event, actor=AMARA, field="description", old="", new="More.", now=START)
    db.session.commit()
    assert state_of(link) is SignOffState.GIVEN


def test_a_title_changed_back_in_time_tells_nobody(app, guest, event, outgoing, clock):
    link = partners.asked(event)
    sign(guest, link)
    retitle(event)
    retitle(event, "Twelve reefs")
    clock.move(timedelta(hours=1))
    deliver(app)
    assert [one.subject for one in sent_to(outgoing, "ines@example.org") if "Changed" in one.subject] == []


def test_what_is_signed_is_what_was_read(guest, event):
    link = partners.asked(event)
    seen = read(guest, link)
    retitle(event)
    answer = guest.post(f"{partners.page_of(link)}/sign-off", data={"do": "sign"} | seen)
    assert (answer.status_code, "has changed since you opened it" in answer.text) == (422, True)
    assert state_of(link) is SignOffState.ASKED


def test_a_refusal_has_a_reason_per_part_and_the_rest_can_be_signed(app, organiser, guest, event, outgoing):
    link = partners.asked(event)
    page, seen = f"{partners.page_of(link)}/sign-off", read(guest, link)
    assert guest.post(page, data={"do": "refuse"} | seen).status_code == 422
    no = {"reason_organisers": "Our name is missing."}
    assert guest.post(page, data={"do": "sign_rest"} | seen | no).status_code == 303
    assert state_of(link) is SignOffState.REFUSED
    states = {one.part: one.state for one in standing_of(*of(link)).parts}
    assert states == {"wording": "given", "time": "given", "organisers": "refused"}
    assert "Our name is missing." in organiser.get(DESK).text
    deliver(app)
    [mail] = [one for one in outgoing.sent if one.subject.startswith("Open Seas does not sign")]
    assert mail.subject == "Open Seas does not sign off “List of organisers”: Twelve reefs"
    assert ("List of organisers: Our name is missing." in mail.text, "Title and aim" in mail.text) == (
        True,
        True,
    )


def test_who_refused_a_part_can_sign_it_after_all(guest, event):
    link = partners.asked(event)
    page, seen = partners.page_of(link), read(guest, link)
    no = {"reason_wording": "Say seas."}
    guest.post(f"{page}/sign-off", data={"do": "sign_rest"} | seen | no)
    shown = guest.get(page).text
    assert ("Nothing needs your signature now" in shown, shown.count("Sign it after all</")) == (False, 1)
    assert guest.submit(page, {"do": "sign"}, button="Sign it after all").status_code == 303
    assert state_of(link) is SignOffState.GIVEN
    shown = guest.get(page).text
    assert ("Nothing needs your signature now" in shown, "Sign it after all" in shown) == (True, False)


def test_the_team_is_told_which_parts_were_signed_and_which_still_lack_a_yes(app, guest, event, outgoing):
    link = partners.asked(event)
    page, seen = f"{partners.page_of(link)}/sign-off", read(guest, link)
    guest.post(page, data={"do": "refuse", "reason_wording": "Say seas."} | seen)
    guest.post(page, data={"do": "sign", "seen_time": seen["seen_time"]})
    guest.post(page, data={"do": "sign", "seen_wording": seen["seen_wording"]})
    guest.post(page, data={"do": "sign", "seen_organisers": seen["seen_organisers"]})
    deliver(app)
    # what lacks a yes is looked up when the mail goes out: all is signed by now
    assert {one.subject for one in outgoing.sent if one.subject.startswith("Open Seas has")} == {
        "Open Seas has signed off: Twelve reefs"
    }


def test_a_part_signed_beside_a_refused_one_is_not_told_as_the_whole(app, guest, event, outgoing):
    link = partners.asked(event)
    page, seen = f"{partners.page_of(link)}/sign-off", read(guest, link)
    guest.post(page, data={"do": "refuse", "reason_time": "Too early."} | seen)
    deliver(app)
    guest.post(page, data={"do": "sign", "seen_wording": seen["seen_wording"]})
    deliver(app)
    mail = outgoing.sent[-1]
    assert mail.subject == (
        "Open Seas has signed “Title and aim”, “Date and hour” still refused: Twelve reefs"
    )
    for text in (mail.text, mail.html):
        assert ("Still refused: “Date and hour”" in text, "Not signed yet: “List of organisers”" in text) == (
            True,
            True,
        )


def test_the_overview_names_a_refusal_before_a_proposal(organiser, guest, event):
    link = partners.asked(event)
    no = {"reason_wording": "Say seas."}
    guest.post(f"{partners.page_of(link)}/sign-off", data={"do": "refuse"} | read(guest, link) | no)
    partners.proposed(link)
    page = organiser.get("/desk/events/twelve-reefs").text
    assert "One organisation refuses. A proposed speaker waits for your answer." in page
    assert ("1 refused" in page, "1 waiting" in page) == (True, False)


def test_who_only_reads_is_not_offered_to_sign_what_was_refused(guest, event):
    link = partners.asked(event)
    no = {"reason_wording": "Say seas."}
    guest.post(f"{partners.page_of(link)}/sign-off", data={"do": "refuse"} | read(guest, link) | no)
    link = db.session.get_one(PartnerLink, link.id)
    link.may_sign = False
    db.session.commit()
    assert "Sign it after all" not in guest.get(partners.page_of(link)).text


def test_a_refused_part_that_is_mended_is_asked_again(guest, event):
    link = partners.asked(event)
    no = {"reason_wording": "Say seas."}
    guest.post(f"{partners.page_of(link)}/sign-off", data={"do": "refuse"} | read(guest, link) | no)
    retitle(event)
    assert state_of(link) is SignOffState.ASKED
    assert "<del>reefs</del><ins>seas</ins>" in guest.get(partners.page_of(link)).text


def test_signing_twice_is_signing_once(guest, event):
    link = partners.asked(event)
    seen = {"do": "sign"} | read(guest, link)
    for _twice in range(2):
        assert guest.post(f"{partners.page_of(link)}/sign-off", data=seen).status_code == 303
    assert db.session.query(SignOff).count() == 3


def test_a_change_opens_only_the_part_that_it_touches(guest, event):
    link = partners.asked(event)
    sign(guest, link)
    retitle(event)
    assert [one.part for one in standing_of(*of(link)).open_parts] == ["wording"]


def test_an_agenda_is_signed_and_opened_again_on_its_own(guest, event):
    link = partners.asked(event)
    add_item(event, "Counting")
    db.session.commit()
    assert "Sign off all 4 parts" in guest.get(partners.page_of(link)).text
    sign(guest, link)
    assert state_of(link) is SignOffState.GIVEN
    add_item(db.session.get_one(Event, event.id), "More")
    db.session.commit()
    assert [one.part for one in standing_of(*of(link)).open_parts] == ["agenda"]


def test_an_item_that_outlasts_the_event_says_so(guest, event):
    link = partners.asked(event)
    for title in ("One", "Two", "Three", "Four"):  # 80 of 90 minutes
        add_item(event, title)
    db.session.commit()
    assert guest.get(partners.page_of(link)).text.count("Runs beyond the end of the event.") == 0
    add_item(event, "Five")
    db.session.commit()
    assert guest.get(partners.page_of(link)).text.count("Runs beyond the end of the event.") == 1


def test_comments_are_read_on_both_sides(organiser, guest, event):
    link = partners.asked(event)
    guest.submit(partners.page_of(link), {"text": "Say “coral reefs”."}, button="Say it")
    assert "Say “coral reefs”." in organiser.get(DESK).text
    organiser.submit(DESK, {"text": "Done."}, button="Answer")
    assert "Done." in guest.get(partners.page_of(link)).text


def test_a_supporter_reads_and_signs_but_does_not_comment(guest, event):
    link = partners.asked(event, "Small Fund", "supporter")
    page = guest.get(partners.page_of(link)).text
    assert ("Say it" in page, "Sign off all 3 parts" in page) == (False, True)
    assert guest.post(f"{partners.page_of(link)}/comment", data={"text": "x"}).status_code == 403


def test_a_word_no_longer_needed_blocks_no_longer(organiser, event):
    link = partners.asked(event)
    organiser.post(f"{DESK}/open-seas/not-needed")
    assert state_of(link) is SignOffState.NOT_NEEDED
    assert publishing.problems(db.session.get_one(Event, event.id)) == []
