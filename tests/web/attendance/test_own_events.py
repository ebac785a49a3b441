"""One address at several events: in the order of the hours, overlaps marked (row R12)."""

import re
from datetime import timedelta

from app.domain.lifecycle import EventState
from app.services.attendance import registrations
from tests.support import desk
from tests.support.attendees import public_event, register, token
from tests.support.pages import folded
from tests.support.world import START


def at(slug, minutes, **more):
    """An event that starts so many minutes after ten in Lagos."""
    return public_event(slug, title=slug, wall=desk.WALL + timedelta(minutes=minutes), **more)


def shown(page):
    page = folded(page)
    titles = re.findall(r"<h2><a[^>]*><bdi>(.*?)</bdi>", page)
    return titles, re.findall(r"<li>(\d+ minutes? together with “.*?”)</li>", page)


def test_several_events_in_order_with_their_overlaps_and_nobody_elses(client, clock):
    second, first, touching = at("second", 60), at("first", 0), at("touching", 150)
    bo = [register(event, "Bo", zone="America/Los_Angeles") for event in (second, first, touching)]
    register(at("foreign", 0), "Chie")
    page = client.get(f"/my/{token(bo[0])}/programme").text
    assert shown(page) == (
        ["first", "second", "touching"],
        ["30 minutes together with “second”", "30 minutes together with “first”"],
    )
    assert "Los Angeles (PST" in page
    others = [link for one in bo[1:] for link in (token(one), token(one, "join")) if link in page]
    assert others == []
    assert f"/my-calendar/{token(bo[0])}" in page
    clock.set(first.ends_at)
    assert shown(client.get(f"/my/{token(bo[0])}/programme").text)[0] == ["second", "touching"]


def test_what_waits_is_named_so_and_what_is_gone_is_not_there(client):
    waiting, given_back, off = at("waiting", 0, capacity=1), at("given-back", 10), at("called-off", 20)
    register(waiting, "Chie")
    bo = [register(event, "Bo") for event in (waiting, given_back, off)]
    registrations.cancel(bo[1], now=START)
    off.state = EventState.CANCELLED
    page = client.get(f"/my/{token(bo[1])}/programme").text
    assert shown(page) == (["waiting"], [])
    assert "On the waiting list" in page


def test_what_is_postponed_overlaps_with_nothing(client):
    one, other = at("one", 0), at("other", 10)
    bo = [register(event, "Bo") for event in (one, other)]
    other.state = EventState.POSTPONED
    assert shown(client.get(f"/my/{token(bo[0])}/programme").text) == (["one", "other"], [])


def test_an_address_nobody_has_confirmed_shows_nothing_of_its_other_events(client):
    register(at("one", 0), "Bo")
    unconfirmed = register(at("two", 0, confirm_email=True), "Bo")
    assert client.get(f"/my/{token(unconfirmed)}/programme").status_code == 404


def test_it_costs_the_same_with_one_and_with_three_events(client, count_queries):
    costs = []
    for number in range(3):
        bo = register(at(f"no-{number}", number * 30), "Bo")
        with count_queries() as asked:
            client.get(f"/my/{token(bo)}/programme")
        costs.append(len(asked))
    assert costs == [3, 3, 3]
