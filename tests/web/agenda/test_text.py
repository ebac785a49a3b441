import pytest

from app.domain.lifecycle import EventState, ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import EventSlug
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

ADDRESS = "/events/twelve-reefs/agenda.txt"


def add(event, title, minutes, *speakers, kind=ItemKind.TALK, note=""):
    facts = ItemFacts(kind=kind, title=title, minutes=minutes, people=speakers, note=note)
    agenda.add_item(event, facts=facts, actor=AMARA, now=START)


@pytest.fixture
def event(app, db_session):
    event = desk.event(state=EventState.PUBLISHED)
    affiliations = [AffiliationGiven("Reef Observatory", "director", "NG"), AffiliationGiven("Open Seas")]
    agreed = PrintedPart(name="Amara Okafor", state=ParticipationState.ACCEPTED, affiliations=affiliations)
    asked = PrintedPart(name="Bo Lindqvist", state=ParticipationState.INVITED, email="bo@example.org")
    amara, bo = (
        people.add_participation(event, part=part, actor=AMARA, now=START) for part in (agreed, asked)
    )
    add(event, "", 5, bo, amara, kind=ItemKind.OPENING)
    add(event, "Reefs", None, amara, note="With slides.\nBring paper.")
    add(event, "Thanks", 5)
    return event


def test_every_line_with_a_time_says_whose_it_is(client, event):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    assert answer.text.splitlines() == [
        "Twelve reefs",
        "============",
        "Thursday, 11 March 2027, 10:00 – 11:30 Lagos (WAT, UTC+1)",
        "Thursday, 11 March 2027, 09:00 – 10:30 UTC",
        "",
        "10:00 Lagos | 09:00 UTC | 5 min | Opening",
        "    Amara Okafor (Reef Observatory, director, Nigeria; Open Seas)",
        "",
        "10:05 Lagos | 09:05 UTC | length open | Reefs",
        "    Amara Okafor (Reef Observatory, director, Nigeria; Open Seas)",
        "    With slides.",
        "    Bring paper.",
        "",
        "time open | 5 min | Thanks",
    ]


def test_a_zone_can_be_asked_for_and_its_day_is_said_where_it_differs(client, event):
    lines = client.get(f"{ADDRESS}?zone=Pacific/Honolulu").text.splitlines()
    assert lines[4] == "Wednesday, 10 March 2027, 23:00 – 00:30 Honolulu (HST, UTC−10)"
    assert lines[6] == "10:00 Lagos | 09:00 UTC | 23:00 Honolulu (−1 day) | 5 min | Opening"


def test_a_zone_that_is_shown_already_is_shown_once(client, event):
    assert client.get(f"{ADDRESS}?zone=Africa/Lagos").text == client.get(ADDRESS).text


@pytest.mark.parametrize("zone", ["EST", "", "Atlantis", "x" * 5000, "../../etc/passwd", "\r\nX-Evil: 1"])
def test_what_is_no_place_is_refused_in_plain_text(client, event, zone):
    answer = client.get(ADDRESS, query_string={"zone": zone})
    assert (answer.status_code, answer.content_type) == (422, "text/plain; charset=utf-8")
    assert "X-Evil" not in answer.headers
    assert len(answer.text) < 1000


def test_who_has_not_agreed_is_not_named_and_no_address_is_told(client, event):
    text = client.get(ADDRESS).text
    assert ("Bo Lindqvist" in text, "@" in text) == (False, False)


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_what_was_never_public_is_not_found(client, app, state):
    made = desk.event(state=EventState.DRAFT)
    made.state = state
    assert client.get(ADDRESS).status_code == 404


def test_a_cancelled_event_says_so_first(client, event):
    event.state, event.state_reason = EventState.CANCELLED, "The hall\nis under water."
    assert client.get(ADDRESS).text.splitlines()[2] == "CANCELLED. The hall is under water."


def test_a_postponed_event_promises_no_hour(client, event):
    event.state, event.state_reason = EventState.POSTPONED, "A storm."
    text = client.get(ADDRESS).text
    assert text.splitlines()[2] == "POSTPONED. A new date will follow. A storm."
    assert ("10:00" in text, "09:00" in text) == (False, False)


def test_an_old_address_leads_to_the_new_one(client, event, db_session):
    db_session.add(EventSlug(slug="old-reefs", event_id=event.id))
    answer = client.get("/events/old-reefs/agenda.txt?zone=Asia/Tokyo")
    assert (answer.status_code, answer.location) == (301, f"{ADDRESS}?zone=Asia/Tokyo")
    assert client.get("/events/nowhere/agenda.txt").status_code == 404


def test_what_is_unchanged_is_not_sent_again(client, event):
    first = client.get(ADDRESS)
    assert client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_nothing_an_import_left_can_steer_a_terminal(client, event):
    event.title = "Reefs\x1b[2J\r\nforged line"
    assert client.get(ADDRESS).text.splitlines()[0] == "Reefs[2J forged line"


def test_an_empty_agenda_says_so(client, app):
    desk.event(state=EventState.PUBLISHED)
    assert client.get(ADDRESS).text.splitlines()[-1] == "The agenda is not known yet."


def test_the_text_costs_the_same_at_1_and_3_items(client, app, count_queries):
    event = desk.event(state=EventState.PUBLISHED)
    add(event, "A", 5)
    db.session.commit()
    with count_queries() as one:
        client.get(ADDRESS)
    add(event, "B", 5)
    add(event, "C", 5)
    db.session.commit()
    with count_queries() as three:
        client.get(ADDRESS)
    assert (len(one), len(three)) == (3, 3), three
