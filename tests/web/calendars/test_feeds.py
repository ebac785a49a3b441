"""Feeds of an organisation, a language, a person: stable, small, the personal one a secret (row R5)."""

import gzip
import re
from dataclasses import asdict
from datetime import datetime, timedelta

import pytest

from app.domain.clocks.promised_time import promise
from app.extensions import db
from app.models import Event, Organiser, OrganiserRole
from app.services.attendance import registrations
from app.services.calendars import event_entries, own_feeds
from app.services.partners.organisation_records import find_or_make_organisation
from app.services.scheduling import publishing
from app.services.speakers import links as speaker_links
from app.services.speakers import people
from tests.support.attendees import delivered, public_event, register, token
from tests.support.calendar_mails import calendar
from tests.support.calendar_readers import with_every_reader
from tests.support.desk import AMARA
from tests.support.events import draft
from tests.support.participants import check_for, speaker, takes_part
from tests.support.world import START, installed_with


def uids(answer):
    return [uid.decode().partition("@")[0] for uid in re.findall(rb"UID:(\S+)", answer.data)]


def own(registration):
    """Make the address of the person's own calendar; only now can it be read."""
    address = own_feeds.make(registration.email, now=START)
    db.session.commit()
    return address.removeprefix("http://localhost")


def unfolded(answer):
    return answer.data.replace(b"\r\n ", b"").decode()


def test_an_organisation_of_drafts_alone_has_no_feed_and_no_page(client, amara):
    hidden = draft("A secret for now")
    reef = find_or_make_organisation(name="Reef Watch")
    db.session.add(
        Organiser(event_id=hidden.id, organisation_id=reef.id, position=1, role=OrganiserRole.PARTNER)
    )
    db.session.commit()
    nowhere = client.get("/organisations/nobody.ics")
    asked = [client.get(f"/organisations/{reef.slug}{kind}") for kind in (".ics", "")]
    assert [answer.status_code for answer in asked] == [404, 404]
    assert asked[0].text.replace(reef.slug, "nobody") == nowhere.text


def test_an_organisation_has_a_feed_of_what_it_takes_part_in(client):
    inside, _outside = public_event("inside"), public_event("outside")
    reef = find_or_make_organisation(name="Reef Watch")
    db.session.add(
        Organiser(event_id=inside.id, organisation_id=reef.id, position=1, role=OrganiserRole.PARTNER)
    )
    db.session.commit()
    answer = client.get(f"/organisations/{reef.slug}.ics")
    assert uids(answer) == ["inside"]
    assert "X-WR-CALNAME:Reef Watch" in unfolded(answer)
    assert client.get("/organisations/nobody.ics").status_code == 404
    assert f'href="/organisations/{reef.slug}.ics"' in client.get(f"/organisations/{reef.slug}").text


@pytest.mark.parametrize(("code", "found"), [("fr", ["held", "interpreted"]), ("en", ["other"]), ("zz", [])])
def test_a_language_has_a_feed(client, code, found):
    public_event("held", languages=["fr"])
    public_event("interpreted", languages=["es"], interpretation=["ar", "fr"])
    public_event("other", languages=["en"])
    assert uids(client.get(f"/events.ics?language={code}")) == found


@pytest.mark.parametrize("code", ["%25", "fr'", "x" * 300, "_"])
def test_what_is_no_language_is_not_found(client, code):
    assert client.get("/events.ics", query_string={"language": code}).status_code == 404


def test_the_own_feed_has_every_seat_of_the_address_with_its_own_way_in(client):
    reefs, rain = public_event("reefs"), public_event("rain")
    full = public_event("full", capacity=1)
    register(full, "Bo")
    chie = register(reefs)
    again, waiting = register(rain), register(full)
    answer = client.get(own(chie))
    assert sorted(uids(answer)) == ["rain", "reefs"]
    text = unfolded(answer)
    assert sorted(re.findall(r"LOCATION:.*/join/(\S+)\r", text)) == sorted(
        [token(chie, "join"), token(again, "join")]
    )
    assert (text.count("TRANSP:OPAQUE"), "METHOD" in text) == (2, False)
    assert waiting.state.value == "waiting"


def test_the_own_feed_keeps_the_sequence_of_the_invitation_and_stays_the_same(client, clock):
    event = public_event()
    chie = register(event)
    registrations.cancel(chie, now=START)
    registrations.register_again(chie, now=START)
    db.session.commit()
    first = client.get(own(chie))
    assert f"SEQUENCE:{chie.invited_sequence}\r\n" in unfolded(first)
    assert chie.invited_sequence > event.sequence
    clock.move(timedelta(hours=3))
    assert client.get(own(chie)).data == first.data


def test_the_own_feed_is_kept_by_its_owner_alone(client):
    chie = register(public_event())
    answer = client.get(own(chie))
    assert answer.headers["Cache-Control"] == "private, max-age=300, must-revalidate"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    again = client.get(own(chie), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_own_feed_opens_nothing_else_and_is_revoked_by_itself(client):
    chie = register(public_event())
    old = own(chie)
    secret = old.rsplit("/", 1)[1].removesuffix(".ics")
    assert client.get(f"/my/{secret}").status_code == 404
    assert client.get(f"/my-events/{token(chie)}.ics").status_code == 404
    new = own(chie)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    own_feeds.close(chie.email)
    db.session.commit()
    assert (client.get(new).status_code, client.get(f"/my/{token(chie)}").status_code) == (404, 200)


def test_the_address_is_shown_once_replaced_and_closed_by_its_owner(client):
    chie = register(public_event())
    page = f"/my-calendar/{token(chie)}"
    assert "http://localhost/my-events/" not in client.get(page).text
    made = client.submit(page, button="Make the address")
    (address,) = set(re.findall(r"http://localhost(/my-events/[\w-]+\.ics)", made.text))
    assert (client.get(address).status_code, made.headers["Cache-Control"]) == (200, "no-store")
    assert address not in client.get(page).text
    assert client.post(page, data={"do": "close"}).status_code == 303
    assert client.get(address).status_code == 404


def test_a_speaker_s_own_feed_has_the_part_and_the_check_and_no_uid_twice(client, app, outgoing):
    event = public_event()
    part, *_ = speaker(event)
    check_for(event, part)
    chair = takes_part(event, "Dov", email="dov@example.org")
    register(event, "Dov", "dov@example.org")
    link = speaker_links.make(event, part, actor=AMARA, now=START)
    db.session.commit()
    mailed, by_hand = (
        url(link).rsplit("/", 1)[1] for url in (speaker_links.mailed_url, speaker_links.hand_url)
    )
    assert client.get(f"/my-calendar/{by_hand}").status_code == 404
    made = client.submit(f"/my-calendar/{mailed}", button="Make the address")
    (address,) = set(re.findall(r"http://localhost(/my-events/[\w-]+\.ics)", made.text))
    feed = client.get(address)
    assert re.findall(r"SUMMARY:(.*)\r", unfolded(feed)) == [
        "Tech check: Twelve reefs",
        "Your part: Twelve reefs",
    ]
    mailed_uids = {calendar(mail)["UID"] for mail in delivered(app, outgoing) if "eve" in str(mail["To"])}
    assert set(re.findall(r"UID:(.*)\r", unfolded(feed))) == mailed_uids
    people.remove(event, participation=part, confirmed=True, actor=AMARA, now=START)
    db.session.commit()
    assert unfolded(client.get(address)).count("STATUS:CANCELLED") == 2
    assert chair.person.email == "dov@example.org"
    own_feeds.make("dov@example.org", now=START)
    assert len(uids(client.get(own(chair.person)))) == 1


def test_feeds_with_wall_times_are_right_in_every_zone_and_never_in_a_doubled_hour(client, app, monkeypatch):
    installed_with(app, monkeypatch, calendar_zones=True)
    for number, (zone, wall) in enumerate(
        (
            ("America/New_York", datetime(2027, 3, 13, 22, 30)),  # noqa: DTZ001 - ends after the gap of that night
            ("America/New_York", datetime(2027, 11, 6, 23, 0)),  # noqa: DTZ001 - before the doubled hour
            ("Europe/Zurich", datetime(2027, 7, 1, 10, 0)),  # noqa: DTZ001
        )
    ):
        time = promise(wall_start=wall, zone=zone, minutes=180 if number < 2 else 90)
        public_event(f"event-{number}", **asdict(time))
    doubled = promise(wall_start=datetime(2027, 11, 7, 1, 30), zone="America/New_York", minutes=60, fold=1)  # noqa: DTZ001
    public_event("doubled", **asdict(doubled))
    answer = client.get("/events.ics")
    assert answer.data.count(b"BEGIN:VTIMEZONE") == 2
    expected = {event.uid: (event.starts_at, event.ends_at) for event in db.session.query(Event)}
    for name, (found,) in with_every_reader([answer.data]).items():
        if name != "node-ical":  # it takes the zone data of Node instead
            assert {one.uid: (one.start, one.end) for one in found} == expected, name
    assert b"DTSTART:20271107T063000Z" in answer.data


def test_a_cancelled_event_stays_in_the_own_feed_for_a_while(client, clock):
    event = public_event()
    chie = register(event)
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    db.session.commit()
    assert "STATUS:CANCELLED" in unfolded(client.get(own(chie)))
    clock.move(timedelta(days=61))
    assert uids(client.get(own(chie))) == []


def test_the_own_page_offers_the_own_feed(client):
    chie = register(public_event())
    page = client.get(f"/my/{token(chie)}").text
    assert f'href="/my-calendar/{token(chie)}"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_for_one_and_for_three(client, count, count_queries):
    for number in range(count):
        chie = register(public_event(f"event-{number}"))
    path = own(chie)
    with count_queries() as statements:
        client.get("/events.ics")
        client.get(path)
    assert len(statements) == 6


@pytest.mark.parametrize("path", ["/events.ics", "own"])
def test_feeds_travel_compressed_and_head_says_the_same(client, path):
    event = public_event()
    event_entries.issue(event, now=START)
    chie = register(event)
    path = own(chie) if path == "own" else path
    plain = client.get(path)
    zipped = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    head = client.head(path)
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", str(len(plain.data)))
    again = client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
