"""A place that the zone data does not know any more: its hours are shown as promised, and no page fails."""

import re
from urllib.parse import urlsplit

import pytest

from app.extensions import db
from app.models import EarlierTime, Edition, Event, OutboxMessage, Person, Registration
from app.services import demo
from app.services.partners import links as partner_links
from tests.support import partners, speaking
from tests.support.attendees import delivered, register
from tests.support.attendees import token as attendee_token
from tests.support.events import published
from tests.support.world import START

GONE = "Pacific/Gone_Isle"
SAID = "The zone data no longer knows “Pacific/Gone_Isle”."
DESK = [
    "", "/agenda", "/details", "/fair-hours", "/history", "/materials", "/messages", "/organisations",
    "/people", "/people/people.csv", "/people/tech-checks", "/people/add", "/people/invite", "/registrations",
    "/registrations.csv", "/summary", "/team", "/time", "/time/read?text=2+May+2027+10:00", "/clock-rules",
    "/postpone", "/cancel",
]  # fmt: skip


@pytest.fixture
def gone(app):
    """The demo, and an event to come; then every place in it vanishes from the data."""
    demo.load(now=START)
    coming = published("Seeds that travel", capacity=50)
    link = speaking.invited(coming)
    speaking.talk(coming, link)
    partner = partners.asked(coming)
    seat = register(coming)
    for model in (Event, Edition, EarlierTime, Person, Registration):
        db.session.query(model).filter(model.zone.is_not(None)).update({"zone": GONE})
    db.session.query(Event).update({"zone_data": "2020a"})
    db.session.commit()
    return coming, link, partner, seat


def visited(client, paths):
    """The addresses that fail, with their status."""
    return {path: code for path in paths if (code := client.get(path).status_code) >= 500}


@pytest.mark.parametrize("zone", [None, "chosen:Pacific/Auckland"])
def test_no_public_page_fails(client, gone, zone):
    if zone:
        client.set_cookie("sidestage_zone", zone)
    paths = ["/", "/search?q=seeds", "/sitemap.xml"]
    for event in db.session.query(Event).all():
        paths += [f"/events/{event.slug}{end}" for end in ("", ".ics", "/agenda.txt", "/register")]
    paths += [f"/forums/{one.slug}{end}" for one in db.session.query(Edition).all() for end in ("", ".ics")]
    paths += [f"/people/{one.slug}" for one in db.session.query(Person).all()]
    assert visited(client, paths) == {}


def test_no_page_of_a_link_fails(client, gone):
    _coming, link, partner, seat = gone
    paths = [
        speaking.page_of(link),
        urlsplit(partner_links.url(partner)).path,
        f"/my/{attendee_token(seat)}",
    ]
    assert visited(client, paths) == {}


def test_mails_go_out_all_the_same(app, gone, outgoing):
    sent = delivered(app, outgoing)
    assert {mail["To"].addresses[0].addr_spec for mail in sent} >= {"chie@example.org", "ines@example.org"}
    assert [row.kind for row in db.session.query(OutboxMessage) if row.last_error] == []


def test_no_page_of_the_desk_fails_and_the_list_has_it(client, sign_in, amara, gone):
    desk = sign_in(client, amara)
    events = db.session.query(Event).all()
    paths = [f"/desk/events/{event.slug}{part}" for event in events for part in DESK]
    assert visited(desk, ["/desk", "/desk/clock-rules", *paths]) == {}
    listed = desk.get("/desk/clock-rules").text
    assert "Seeds that travel" in listed
    assert "does not know this place any more" in listed
    assert "no longer at the moments that were announced" in desk.get("/desk").text


def test_the_page_says_so_and_shows_the_promised_hour_and_universal_time(client, gone):
    page = client.get("/events/seeds-that-travel").text
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert (
        f"{SAID} The hour stands here as it was promised: 09:30 by the clock there, which is 00:30 UTC."
        in text
    )
    assert "Gone Isle time (UTC+9)" in text
    assert "00:30 – 02:00" in text
    assert (
        '"startDate": "2027-03-10T00:30:00+00:00"' in page
        or '"startDate":"2027-03-10T00:30:00+00:00"' in page
    )
    assert "09:40" in text  # the talk in the agenda goes on from the promised hour
