import io

import pytest

from app.domain.access import Role
from app.domain.files.licences import LICENCES
from app.domain.lifecycle import EventState, MaterialState
from app.domain.people.consent import WORDING, ConsentKind
from app.extensions import db
from app.models import Consent, Material, MaterialKind, OutboxMessage
from app.queries import library as reading
from app.services.speakers import invitations
from app.web.words.consents import licence_text
from tests.support import desk, speaking
from tests.support import library as shelf
from tests.support.attendees import deliver
from tests.support.desk import AMARA
from tests.support.files import EXE, PDF
from tests.support.world import START

PUBLIC = "/events/twelve-reefs"
MATERIALS = "/desk/events/twelve-reefs/materials"
ALL_YES = {
    "record": "yes",
    "publish_video": "yes",
    "publish_slides": "yes",
    "licence": "CC-BY-4.0",
    "transcript": "yes",
}


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara}, state=EventState.PUBLISHED)


@pytest.fixture
def link(client, event):
    made = speaking.invited(event)
    client.post(f"{speaking.page_of(made)}/answer", data={"do": "accept"})
    return made


@pytest.fixture
def page(link):
    return speaking.page_of(link)


@pytest.fixture
def organiser(new_client, sign_in, amara, event):
    return sign_in(new_client(), amara)


def slides(event, link, **more):
    return shelf.material(event, PDF, title="Twelve reefs", participation_id=link.participation_id, **more)


def recording(event, **more):
    return shelf.material(event, url="https://example.org/film", kind=MaterialKind.RECORDING, **more)


def state_of(material):
    db.session.expire_all()
    return db.session.get_one(Material, material.id).state


def publish(organiser, material):
    return organiser.post(
        f"{MATERIALS}/{material.public_id}/state", data={"step": "publish"}, follow_redirects=True
    )


def test_nothing_is_answered_beforehand_and_each_answer_is_kept_with_its_words(client, page, link):
    assert "checked" not in client.get(f"{page}/consents").text
    assert client.post(f"{page}/consents", data={"record": "yes", "publish_slides": "no"}).status_code == 303
    rows = db.session.query(Consent).order_by(Consent.kind).all()
    assert [(one.kind, one.choice, one.wording, one.language, one.at, one.by) for one in rows] == [
        ("publish_slides", "no", WORDING, "en_GB", START, "Chie Tanabe"),
        ("record", "yes", WORDING, "en_GB", START, "Chie Tanabe"),
    ]


def test_a_helper_is_recorded_and_a_change_keeps_the_older_answer(client, page):
    client.post(f"{page}/consents", data={"record": "yes", "on_behalf": "Ken Tanabe"})
    client.post(f"{page}/consents", data={"record": "no"})
    client.post(f"{page}/consents", data={"record": "no"})
    rows = db.session.query(Consent).order_by(Consent.id).all()
    assert [(one.choice, one.by) for one in rows] == [
        ("yes", "Ken Tanabe for Chie Tanabe"),
        ("no", "Chie Tanabe"),
    ]


def test_withdrawing_slides_takes_the_file_away_at_once_and_leaves_the_record(
    app, client, page, event, link, organiser, outgoing
):
    client.post(f"{page}/consents", data=ALL_YES)
    material = slides(event, link)
    address = f"{PUBLIC}/materials/{material.public_id}/slides"
    assert client.get(address, follow_redirects=True).data == PDF
    client.post(f"{page}/consents", data=ALL_YES | {"publish_slides": "no"})
    assert state_of(material) is MaterialState.ANNOUNCED
    answer = client.get(address, follow_redirects=True)
    assert (answer.status_code, PDF in answer.data) == (404, False)
    shown = client.get(PUBLIC).text
    assert ("Twelve reefs" in shown, "Announced, not available" in shown, "no longer agrees" in shown) == (
        True,
        True,
        False,
    )
    assert [one.version for one in reading.versions_of(material.id)] == [1]
    deliver(app)
    assert ("amara@example.org", "Something is no longer public: Twelve reefs") in [
        (mail.to_email, mail.subject) for mail in outgoing.sent
    ]
    held = "Held back: Chie Tanabe did not agree."
    assert [held in text for text in (organiser.get(MATERIALS).text, shown)] == [True, False]
    refused = publish(organiser, material)
    assert "This cannot be public: Chie Tanabe did not agree to it." in refused.text
    assert state_of(material) is MaterialState.ANNOUNCED


def test_one_refusal_blocks_the_recording_and_names_why_to_the_organiser_only(
    client, new_client, page, event, link, organiser
):
    other = speaking.invited(event, "Bo Lindqvist", "bo@example.org")
    client.post(f"{speaking.page_of(other)}/answer", data={"do": "accept"})
    client.post(f"{page}/consents", data=ALL_YES)
    film = recording(event, state=MaterialState.RECEIVED)
    assert "still without an answer about it: Bo Lindqvist." in publish(organiser, film).text
    client.post(f"{speaking.page_of(other)}/consents", data=ALL_YES | {"publish_video": "no"})
    assert "Bo Lindqvist did not agree to it." in publish(organiser, film).text
    assert "did not agree" not in new_client().get(PUBLIC).text
    client.post(f"{speaking.page_of(other)}/consents", data=ALL_YES)
    publish(organiser, film)
    assert state_of(film) is MaterialState.PUBLISHED


def test_an_archive_without_links_publishes_as_ever(event, organiser):
    speaking.somebody(event, state="accepted")
    film = recording(event, state=MaterialState.RECEIVED)
    publish(organiser, film)
    assert state_of(film) is MaterialState.PUBLISHED


def test_silence_takes_back_nothing_that_was_public_before(client, page, event):
    film = recording(event)
    client.post(f"{page}/consents", data={"publish_slides": "no"})
    assert state_of(film) is MaterialState.PUBLISHED


def test_new_content_is_not_public_before_everyone_in_it_agreed(page, event, organiser):
    film = recording(event)  # public before anybody was asked
    other = {"url": "https://example.org/other-film"}
    organiser.post(f"{MATERIALS}/{film.public_id}/content", data=other)
    assert state_of(film) is MaterialState.RECEIVED


def test_slides_cannot_be_given_to_somebody_who_refused(client, page, event, link, organiser):
    client.post(f"{page}/consents", data={"publish_slides": "no"})
    material = shelf.material(event, PDF, title="Somebody's")
    answer = organiser.submit(f"{MATERIALS}/{material.public_id}", {"person": "chie-tanabe"}, button="Save")
    assert (answer.status_code, "did not agree" in answer.text) == (422, True)


def test_slides_come_through_the_link_and_a_newer_version_keeps_the_older(client, page, event, link):
    form = {"title": "Reefs at night", "language": "en", "licence": "CC-BY-4.0"}
    answer = client.submit(f"{page}/slides", form | {"file": (io.BytesIO(PDF), "reefs.pdf")})
    assert answer.status_code == 303
    [material] = reading.materials_of(event.id)
    assert (material.title, material.licence, material.participation_id, material.state) == (
        "Reefs at night", "CC-BY-4.0", link.participation_id, MaterialState.RECEIVED,
    )  # fmt: skip
    newer = {"file": (io.BytesIO(PDF + b"\n%%EOF\n"), "reefs-2.pdf")}
    client.submit(f"{page}/slides?replaces={material.public_id}", newer)
    db.session.expire_all()
    assert [one.filename for one in reading.versions_of(material.id)] == ["reefs-2.pdf", "reefs.pdf"]
    assert len(reading.materials_of(event.id)) == 1


def test_an_executable_named_pdf_is_refused_and_the_form_keeps_what_was_typed(client, page, event):
    form = {"title": "Reefs at night", "licence": "CC-BY-4.0", "file": (io.BytesIO(EXE), "reefs.pdf")}
    answer = client.submit(f"{page}/slides", form)
    assert answer.status_code == 422
    assert ('value="Reefs at night"' in answer.text, 'id="file-error"' in answer.text) == (True, True)
    assert list(reading.materials_of(event.id)) == []


def test_a_form_without_a_file_asks_for_one(client, page):
    answer = client.submit(f"{page}/slides", {"title": "Reefs", "licence": "CC-BY-4.0"})
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_nobody_replaces_the_slides_of_somebody_else(client, page, event):
    other = speaking.invited(event, "Bo Lindqvist", "bo@example.org")
    material = slides(event, other)
    assert client.get(f"{page}/slides?replaces={material.public_id}").status_code == 404
    form = {"title": "x", "language": "", "licence": "CC-BY-4.0", "replaces": material.public_id}
    form["file"] = (io.BytesIO(PDF), "x.pdf")
    assert client.post(f"{page}/slides", data=form).status_code == 404


def test_who_said_no_hands_in_nothing(client, page):
    client.post(f"{page}/answer", data={"do": "decline"})
    led_back = client.get(f"{page}/slides")
    assert (led_back.status_code, led_back.location) == (303, page)


def test_the_desk_shows_what_was_agreed(client, page, organiser):
    client.post(f"{page}/consents", data=ALL_YES | {"transcript": "no"})
    shown = organiser.get("/desk/events/twelve-reefs/people/chie-tanabe/link").text
    assert ("CC BY 4.0" in shown, "Transcript by a machine" in shown) == (True, True)
    assert "Consents: 1 refused" in organiser.get("/desk/events/twelve-reefs/people").text


def test_a_board_of_200_people_with_links_and_answers_costs_at_most_8_queries(
    event, organiser, count_queries
):
    people = [speaking.somebody(event, f"Person {n}", f"p{n}@example.org") for n in range(200)]
    invitations.invite(event, people, actor=AMARA, now=START)
    for person in people:
        answers = {kind: "yes" for kind in ConsentKind if kind is not ConsentKind.LICENCE}
        for kind, choice in answers.items():
            facts = {"wording": WORDING, "language": "en", "at": START, "by": person.name_printed}
            db.session.add(Consent(participation_id=person.id, kind=kind, choice=choice, **facts))
    db.session.commit()
    with count_queries() as asked:
        page = organiser.get("/desk/events/twelve-reefs/people").text
    assert page.count("Consents 4 of 5") == 200
    assert len(asked) <= 8, asked


def test_nobody_is_mailed_about_a_draft_that_no_reader_saw(app, client, page, event, link):
    client.post(f"{page}/consents", data=ALL_YES)
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.DRAFT, None
    material = slides(event, link)
    client.post(f"{page}/consents", data=ALL_YES | {"publish_slides": "no"})
    assert state_of(material) is MaterialState.ANNOUNCED
    assert db.session.query(OutboxMessage).filter_by(kind="consent_withdrawn").count() == 0


def test_a_licence_in_own_words_is_kept_as_it_was_written(client, page, organiser):
    refused = client.post(f"{page}/consents", data={"licence": "own", "record": "yes"})
    assert (refused.status_code, "Write your terms, or choose one of the licences." in refused.text) == (
        422,
        True,
    )
    client.post(f"{page}/consents", data={"licence": "own", "licence_words": "Teaching only."})
    client.post(f"{page}/consents", data={"licence": "own", "licence_words": "Teaching and research."})
    rows = db.session.query(Consent).filter_by(kind="licence").order_by(Consent.id)
    assert [(one.choice, one.words) for one in rows] == [
        ("own", "Teaching only."),
        ("own", "Teaching and research."),
    ]
    assert "Teaching and research." in client.get(f"{page}/consents").text
    shown = organiser.get("/desk/events/twelve-reefs/people/chie-tanabe/link").text
    assert "Own terms: Teaching and research." in shown


def test_a_guardian_is_recorded_as_one(client, page):
    client.post(f"{page}/consents", data={"record": "yes", "on_behalf": "Ken Tanabe", "helps_as": "guardian"})
    row = db.session.query(Consent).one()
    assert (row.by, row.on_behalf) == ("Ken Tanabe for Chie Tanabe", "guardian")
    assert "by Ken Tanabe for Chie Tanabe (Parent or guardian)" in client.get(f"{page}/consents").text


def test_what_is_said_after_saving_fits_what_was_answered(client, page):
    def told(answers):
        return client.post(f"{page}/consents", data=answers, follow_redirects=True).text

    nothing, at_odds = told({}), told({"record": "no", "publish_video": "yes"})
    words = (
        "Saved. It counts",
        "You have answered nothing yet",
        "your yes to publishing the recording has no",
    )
    assert [[one in text for one in words] for text in (nothing, at_odds)] == [
        [False, True, False],
        [True, False, True],
    ]


def test_every_licence_says_what_others_may_do(client, page):
    text = client.get(f"{page}/consents").text
    assert "CC0 1.0: others may do with it whatever they like, without naming you" in text
    assert [f"{licence_text(code)}<" in text.replace("&#39;", "'") for code in LICENCES] == [True] * len(
        LICENCES
    )
