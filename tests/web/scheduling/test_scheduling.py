import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Edition, Event, TeamMember
from tests.support.events import draft, published, ready


@pytest.fixture
def desk(client, sign_in, amara):
    return sign_in(client, amara)


def only_event():
    db.session.expire_all()
    return db.session.query(Event).one()


def test_a_title_is_enough_for_a_draft_and_a_second_click_makes_no_second_one(desk):
    page = desk.get("/desk/events/new").text
    made = desk.submit("/desk/events/new", {"title": "  Sea\u202e walls \x07 "})
    assert (made.status_code, made.location) == (303, "/desk/events/sea-walls")
    assert only_event().title == "Sea walls"
    key = page.split('name="creation_key"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        desk.post("/desk/events/new", data={"title": "Twice", "creation_key": key})
    assert db.session.query(Event).filter_by(title="Twice").count() == 1


def test_an_error_names_its_field_and_loses_nothing(desk):
    event = draft()
    typed = {"title": "x" * 201, "aim": "kept", "capacity": "many", "meeting_url": "javascript:alert(1)"}
    refused = desk.submit(f"/desk/events/{event.slug}/details", typed)
    assert refused.status_code == 422
    for field in ("title", "capacity", "meeting_url"):
        assert f'id="{field}-error"' in refused.text
        assert f'href="#{field}"' in refused.text
    assert 'value="kept"' in refused.text
    assert "x" * 201 in refused.text
    assert only_event().aim == ""


@pytest.mark.parametrize(
    "address",
    [
        *("https://[::1", "https://]", "meet", "https://", "ftp://meet.example.org"),
        *("https://amara:secret@meet.example.org/room", "https://amara@meet.example.org"),
        *("https://meet.example.org/the room", "https://meet.example.org/room\\x"),
    ],
)
def test_a_meeting_link_that_nothing_can_open_is_refused_at_its_field(desk, address):
    refused = desk.submit(f"/desk/events/{draft().slug}/details", {"meeting_url": address})
    assert (refused.status_code, 'id="meeting_url-error"' in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("typed", "address", "note"),
    [
        ("meet.example.org/room", "https://meet.example.org/room", ""),
        ("Join https://meet.example.org/j/1 Passcode: x&9", "https://meet.example.org/j/1", "Passcode: x&9"),
    ],
)
def test_a_meeting_link_is_taken_as_people_paste_it(desk, new_client, typed, address, note):
    event = draft()
    assert desk.submit(f"/desk/events/{event.slug}/details", {"meeting_url": typed}).status_code == 303
    assert (only_event().meeting_url, only_event().meeting_note) == (address, note)
    shown = desk.get(f"/desk/events/{event.slug}/history").text
    assert [secret for secret in (address, "x&amp;9") if secret in shown] == []


@pytest.mark.parametrize("capacity", ["0", "-1", "1.5", "1e3", "9" * 30])
def test_seats_are_a_whole_number_above_none(desk, capacity):
    event = draft()
    refused = desk.submit(f"/desk/events/{event.slug}/details", {"capacity": capacity})
    assert (refused.status_code, 'id="capacity-error"' in refused.text) == (422, True)


def test_seats_cannot_sink_below_those_that_are_taken(desk):
    event = published(capacity=10)
    event.seats_taken = 4
    refused = desk.submit(f"/desk/events/{event.slug}/details", {"capacity": "3"})
    assert (refused.status_code, 'id="capacity-error"' in refused.text) == (422, True)
    assert only_event().capacity == 10


def test_two_people_who_edit_at_once_lose_nothing(new_client, sign_in, amara, bo):
    event = draft()
    db.session.add(TeamMember(event_id=event.id, account_id=bo.account.id, role=Role.LEAD))
    db.session.commit()
    path = f"/desk/events/{event.slug}/details"
    first, second = sign_in(new_client(), amara), sign_in(new_client(), bo)
    seen = str(event.revision)
    saved = first.post(
        path,
        data={
            "title": "Seeds that travel",
            "aim": "Amara's",
            "format": "virtual",
            "edition": "",
            "seen_revision": seen,
        },
    )
    late = second.post(
        path,
        data={
            "title": "Seeds that travel",
            "aim": "Bo's",
            "format": "virtual",
            "edition": "",
            "seen_revision": seen,
        },
    )
    assert (saved.status_code, late.status_code) == (303, 422)
    assert "Amara Okafor changed this event after you opened it" in late.text
    assert "Bo&#39;s" in late.text
    assert only_event().aim == "Amara's"


def test_publishing_names_everything_that_is_missing_with_links(desk):
    event = draft()
    refused = desk.post(f"/desk/events/{event.slug}/publish")
    assert refused.status_code == 422
    for href in ("details#aim", "details#languages", "time#date", "organisations"):
        assert f'href="/desk/events/{event.slug}/{href}"' in refused.text
    assert only_event().state is EventState.DRAFT


def test_publish_take_back_and_cancel(desk, client):
    event = ready()
    assert desk.submit(f"/desk/events/{event.slug}/publish").status_code == 303
    assert only_event().state is EventState.PUBLISHED
    assert (
        desk.post(f"/desk/events/{event.slug}/publish").status_code == 303
    )  # the second click finds it done
    assert desk.submit(f"/desk/events/{event.slug}/unpublish").status_code == 303
    assert client.get(f"/events/{event.slug}").status_code == 404
    desk.submit(f"/desk/events/{event.slug}/publish")
    refused = desk.submit(f"/desk/events/{event.slug}/cancel", {"reason": ""})
    assert (refused.status_code, 'id="reason-error"' in refused.text) == (422, True)
    assert desk.submit(f"/desk/events/{event.slug}/cancel", {"reason": "No quorum."}).status_code == 303
    page = desk.get(f"/events/{event.slug}")
    assert (page.status_code, "This event was cancelled" in page.text, "No quorum." in page.text) == (
        200,
        True,
        True,
    )


def test_strangers_find_nothing_and_members_do_what_their_role_allows(new_client, sign_in, amara, bo, chie):
    event = ready()
    db.session.add(TeamMember(event_id=event.id, account_id=bo.account.id, role=Role.CO_ORGANISER))
    db.session.commit()
    stranger, member = sign_in(new_client(), chie), sign_in(new_client(), bo)
    for part in ("", "/details", "/time", "/history", "/team", "/publish"):
        assert stranger.get(f"/desk/events/{event.slug}{part}").status_code == 404
    codes = {
        part: member.get(f"/desk/events/{event.slug}{part}").status_code
        for part in ("", "/history", "/details", "/time", "/team", "/publish")
    }
    assert codes == {"": 200, "/history": 200, "/details": 403, "/time": 403, "/team": 403, "/publish": 403}


def test_the_last_lead_stays(desk, amara):
    event = draft()
    desk.submit(
        f"/desk/events/{event.slug}/team",
        {"email": "bo@example.org", "role": "producer"},
        button="Add to the team",
    )
    assert db.session.query(TeamMember).count() == 2
    desk.post(f"/desk/events/{event.slug}/team/remove", data={"email": amara.email})
    assert db.session.query(TeamMember).count() == 2
    desk.post(f"/desk/events/{event.slug}/team/remove", data={"email": "bo@example.org"})
    assert db.session.query(TeamMember).count() == 1


def test_the_desk_asks_the_same_number_of_queries_for_one_and_for_many(desk, count_queries):
    draft("One")
    with count_queries() as one:
        desk.get("/desk")
    for title in ("Two", "Three"):
        ready(title)
    with count_queries() as three:
        desk.get("/desk")
    assert (len(one), len(three)) == (2, 2), three


def test_a_form_that_was_open_while_the_event_was_renamed_still_saves(desk):
    event = draft("First name")
    open_form = f"/desk/events/{event.slug}/details"
    desk.submit(open_form, {"title": "Second name"})
    late = desk.submit(open_form, {"aim": "Typed before the rename."})
    assert (late.status_code, only_event().aim) == (303, "Typed before the rename.")


def test_a_public_event_keeps_what_publishing_asked_for(desk):
    event = published()
    refused = desk.submit(f"/desk/events/{event.slug}/details", {"aim": ""})
    assert (refused.status_code, 'id="aim-error"' in refused.text) == (422, True)
    assert only_event().aim != ""


def test_a_forum_is_added_once_and_its_clock_is_a_city_s(desk):
    refused = desk.submit("/desk/forums/new", {"name": "Rain Forum", "place": "EST"})
    assert (refused.status_code, 'id="place-error"' in refused.text) == (422, True)
    for place in ("Mars", "United States"):
        assert desk.submit("/desk/forums/new", {"name": "Rain Forum", "place": place}).status_code == 422
    assert desk.submit("/desk/forums/new", {"name": "Rain Forum", "place": "Tokyo, Japan"}).status_code == 303
    again = desk.submit("/desk/forums/new", {"name": "rain  forum", "place": "Tokyo"})
    assert (again.status_code, 'id="name-error"' in again.text) == (422, True)
    assert [(one.name, one.zone) for one in db.session.query(Edition)] == [("Rain Forum", "Asia/Tokyo")]
