"""Feeds of an organisation, a language, a person: stable, small, the personal one a secret (row R5)."""

import gzip
import re
from datetime import timedelta

import pytest

from app.extensions import db
from app.models import Organiser, OrganiserRole
from app.services import calendar_entries, publishing, registrations
from app.services.actor import Actor
from app.services.organisation_records import find_or_make_organisation
from tests.support.attendees import public_event, register, token
from tests.support.world import START

AMARA = Actor("Amara Okafor")


def uids(answer):
    return [uid.decode().partition("@")[0] for uid in re.findall(rb"UID:(\S+)", answer.data)]


def own(registration):
    return f"/my-events/{token_of_feed(registration)}.ics"


def token_of_feed(registration):
    from app.services import attendee_links

    return attendee_links.feed_url(registration).rsplit("/", 1)[1].removesuffix(".ics")


def unfolded(answer):
    return answer.data.replace(b"\r\n ", b"").decode()


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


def test_the_own_feed_opens_nothing_else_and_ends_with_the_links(client):
    chie = register(public_event())
    old = own(chie)
    assert client.get(f"/my/{token_of_feed(chie)}").status_code == 404
    assert client.get(f"/my-events/{token(chie)}.ics").status_code == 404
    registrations.replace_link(chie, now=START)
    db.session.commit()
    assert (client.get(old).status_code, client.get(own(chie)).status_code) == (404, 200)


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
    assert f"webcal://localhost{own(chie)}" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_for_one_and_for_three(client, count, count_queries):
    for number in range(count):
        chie = register(public_event(f"event-{number}"))
    path = own(chie)
    with count_queries() as statements:
        client.get("/events.ics")
        client.get(path)
    assert len(statements) == 5


@pytest.mark.parametrize("path", ["/events.ics", "own"])
def test_feeds_travel_compressed_and_head_says_the_same(client, path):
    event = public_event()
    calendar_entries.issue(event, now=START)
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
