import re
from datetime import timedelta

import icalendar
import pytest

from app.extensions import db
from app.services.scheduling import publishing
from tests.support.events import TOKYO_MORNING, actor_of, draft, published, ready, schedule
from tests.support.personas import AMARA
from tests.support.world import START


def only_event(response):
    (event,) = icalendar.Calendar.from_ical(response.data).events
    return event


def test_a_download_is_a_snapshot_in_utc_without_a_method(client):
    event = published()
    answer = client.get(f"/events/{event.slug}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={event.slug}.ics"
    assert b"\r\nMETHOD" not in answer.data
    assert b"ORGANIZER" not in answer.data
    assert b"DTSTART:20270310T003000Z\r\n" in answer.data
    assert only_event(answer)["UID"] == event.uid


def test_the_sequence_grows_on_move_and_cancel_and_the_uid_stays(client):
    event = published()
    sequences, uids = [], set()

    def look():
        entry = only_event(client.get(f"/events/{event.slug}.ics"))
        sequences.append(int(entry["SEQUENCE"]))
        uids.add(str(entry["UID"]))
        return entry

    look()
    schedule(event, wall=TOKYO_MORNING + timedelta(days=1), reason="A plenary.")
    look()
    publishing.cancel(event, reason="No quorum.", actor=actor_of(AMARA), now=START)
    assert look()["STATUS"] == "CANCELLED"
    assert (sequences, len(uids)) == ([0, 1, 2], 1)


@pytest.mark.parametrize("path", ["/events/{slug}.ics", "/events.ics"])
def test_bytes_are_stable_and_the_second_fetch_is_304(client, clock, path):
    path = path.format(slug=published().slug)
    first = client.get(path)
    clock.move(timedelta(hours=5))
    second = client.get(path)
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    conditional = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (conditional.status_code, conditional.data) == (304, b"")
    assert client.head(path).status_code == 200


def test_drafts_are_in_no_file_and_no_feed(client):
    shown, hidden = published("Shown"), ready("Hidden")
    draft("Empty")
    assert client.get(f"/events/{hidden.slug}.ics").status_code == 404
    feed = client.get("/events.ics")
    assert re.findall(rb"UID:(\S+)", feed.data) == [shown.uid.encode()]
    assert feed.headers["Content-Disposition"].startswith("inline")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in feed.data
    assert b"TRANSP:TRANSPARENT" in feed.data


def test_a_cancelled_event_stays_in_the_feed_for_a_while(client, clock):
    event = published()
    publishing.cancel(event, reason="No quorum.", actor=actor_of(AMARA), now=START)
    assert b"STATUS:CANCELLED" in client.get("/events.ics").data
    clock.move(timedelta(days=61))
    assert b"BEGIN:VEVENT" not in client.get("/events.ics").data
    assert client.get(f"/events/{event.slug}.ics").status_code == 200


def test_the_meeting_s_address_is_in_no_file_unless_it_is_public(client):
    event = published()
    event.meeting_url = "https://meet.example.org/secret-room"
    db.session.commit()
    for path in (f"/events/{event.slug}.ics", "/events.ics", f"/events/{event.slug}"):
        assert b"secret-room" not in client.get(path).data


def test_an_edition_has_its_own_feed(client):
    from app.services.scheduling import editions

    edition = editions.create(name="Rain Forum", short_name="", zone="Asia/Tokyo", actor=actor_of(AMARA))
    inside, _outside = published("Inside"), published("Outside")
    inside.edition_id = edition.id
    db.session.commit()
    feed = client.get(f"/forums/{edition.slug}.ics")
    assert re.findall(rb"UID:(\S+)", feed.data) == [inside.uid.encode()]
    assert client.get("/forums/none.ics").status_code == 404
