import io
from datetime import datetime, timedelta

import pytest
from PIL import Image

from app.domain.access import Role
from app.domain.lifecycle import EventState, SignOffState
from app.domain.promised_time import promise
from app.extensions import db
from app.models import Event, EventChange, Organiser, PartnerLink, SignOff
from app.queries.participants import organisers_of
from app.services import events, history, organisations, publishing
from app.worker import deliver_due
from tests.support import desk, partners
from tests.support.desk import AMARA
from tests.support.world import START

DESK = "/desk/events/twelve-reefs/organisations"
LATER = datetime(2027, 3, 11, 12, 0)  # noqa: DTZ001 - a wall time


@pytest.fixture
def event(app, amara, bo):
    made = desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})
    made.aim, made.languages = "Count them.", ["en"]
    partners.organiser(made, "Reef Observatory", "lead")
    return made


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


@pytest.fixture
def guest(new_client):
    return new_client()


def state_of(link):
    db.session.expire_all()
    return db.session.get_one(Organiser, link.organiser_id).sign_off


def sign(guest, link):
    return guest.submit(partners.page_of(link), {"do": "sign"}, button="Sign off this version")


def retitle(event, title="Twelve seas"):
    event = db.session.get_one(Event, event.id)
    history.record(event, actor=AMARA, field="title", old=event.title, new=title, now=START)
    event.title = title
    db.session.commit()


def sent_to(outgoing, email):
    return [mail for mail in outgoing.sent if mail.to_email == email]


def test_an_organisation_is_asked_through_a_person_and_signs_with_one_click(
    app, organiser, guest, event, outgoing
):
    partners.organiser(event)
    form = {"name": "Ines Duarte", "email": "Ines@example.org"}
    assert organiser.submit(f"{DESK}/open-seas/sign-off", form).status_code == 303
    deliver_due(app)
    [mail] = sent_to(outgoing, "ines@example.org")
    assert mail.subject == "Please sign off: Twelve reefs"
    address = next(word for word in mail.text.split() if "/partner/" in word).removeprefix("http://localhost")
    page = guest.get(address).text
    assert ("Count them." in page, "Reef Observatory" in page, "10:00 – 11:30" in page) == (True, True, True)
    assert guest.submit(address, {"do": "sign"}, button="Sign off this version").status_code == 303
    [made] = db.session.query(SignOff).all()
    assert (made.given, made.by, made.snapshot["title"]) == (True, "Ines Duarte (Open Seas)", "Twelve reefs")
    assert "Signed off" in organiser.get(DESK).text
    deliver_due(app)
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
    assert organiser.post(address, data={"reason": ""}).status_code == 422
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
    deliver_due(app)
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
    deliver_due(app)
    assert sent_to(outgoing, "ines@example.org") == []  # the quiet time: more changes may follow
    clock.move(timedelta(minutes=31))
    deliver_due(app)
    [mail] = sent_to(outgoing, "ines@example.org")
    assert mail.subject.startswith("Changed since you signed")
    page = guest.get(partners.page_of(link)).text
    words = {
        "title": "<del>reefs</del><ins>seas at night</ins>",
        "time": "<del>10:00</del><ins>12:00</ins>",
        "organisers": "Small Fund (supporter)</ins>",
    }
    assert (words[what] in page, "Sign off this version" in page) == (True, True)
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
    deliver_due(app)
    assert [one.subject for one in sent_to(outgoing, "ines@example.org") if "Changed" in one.subject] == []


def test_what_is_signed_is_what_was_read(guest, event):
    link = partners.asked(event)
    seen = guest.get(partners.page_of(link)).text.split('name="seen" type="hidden" value="')[1].split('"')[0]
    retitle(event)
    answer = guest.post(f"{partners.page_of(link)}/sign-off", data={"do": "sign", "seen": seen})
    assert (answer.status_code, "has changed since you opened it" in answer.text) == (409, True)
    assert state_of(link) is SignOffState.ASKED


def test_a_refusal_has_a_reason_that_the_organisers_read(app, organiser, guest, event, outgoing):
    link = partners.asked(event)
    page = partners.page_of(link)
    seen = guest.get(page).text.split('name="seen" type="hidden" value="')[1].split('"')[0]
    refuse = {"do": "refuse", "seen": seen}
    assert guest.post(f"{page}/sign-off", data=refuse | {"reason": ""}).status_code == 422
    assert guest.post(f"{page}/sign-off", data=refuse | {"reason": "Our name is missing."}).status_code == 303
    assert state_of(link) is SignOffState.REFUSED
    assert "Our name is missing." in organiser.get(DESK).text
    deliver_due(app)
    assert "Open Seas does not sign off: Twelve reefs" in [one.subject for one in outgoing.sent]


def test_comments_are_read_on_both_sides(organiser, guest, event):
    link = partners.asked(event)
    guest.submit(partners.page_of(link), {"text": "Say “coral reefs”."}, button="Say it")
    assert "Say “coral reefs”." in organiser.get(DESK).text
    organiser.submit(DESK, {"text": "Done."}, button="Answer")
    assert "Done." in guest.get(partners.page_of(link)).text


def test_a_supporter_reads_and_signs_but_does_not_comment(guest, event):
    link = partners.asked(event, "Small Fund", "supporter")
    page = guest.get(partners.page_of(link)).text
    assert ("Say it" in page, "Sign off this version" in page) == (False, True)
    assert guest.post(f"{partners.page_of(link)}/comment", data={"text": "x"}).status_code == 403


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
    deliver_due(app)
    [mail] = sent_to(outgoing, "olu@example.org")
    assert partners.page_of(link) not in mail.text
    assert "Ines Duarte (Open Seas)" in mail.text


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


def test_a_word_no_longer_needed_blocks_no_longer(organiser, event):
    link = partners.asked(event)
    organiser.post(f"{DESK}/open-seas/not-needed")
    assert state_of(link) is SignOffState.NOT_NEEDED
    assert publishing.problems(db.session.get_one(Event, event.id)) == []


def test_an_organisation_that_leaves_takes_its_links_along(event):
    partners.asked(event)
    [_lead, leaving] = organisers_of(event.id)
    organisations.remove(event, organiser=leaving, actor=AMARA, now=START)
    db.session.commit()
    assert db.session.query(PartnerLink).count() == 0
