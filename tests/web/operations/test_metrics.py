"""/metrics: there only with a token, and then what stands in the database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.clocks import zones
from app.schema import newest
from tests.support.attendees import public_event, register

TOKEN = "a token of the tests, long enough"


@pytest.fixture
def watched(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], metrics_token=TOKEN))


def read(client):
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#"))


def test_there_is_no_such_page_while_no_token_is_set(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer None"}).status_code == 404


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer guessed"}, {"Authorization": "Basic w7w="}])
def test_without_the_token_nothing_is_told(watched, client, header):
    assert client.get("/metrics", headers=header).status_code == 403


def test_it_counts_events_seats_and_mails_by_state(watched, client, clock):
    register(public_event())
    first = read(client)
    assert first[f'sidestage_info{{schema="{newest()}",zone_data="{zones.zone_data_version()}"}}'] == "1"
    assert first['sidestage_events{state="published"}'] == "1"
    assert first['sidestage_events{state="draft"}'] == "0"
    assert first['sidestage_registrations{state="confirmed"}'] == "1"
    assert first['sidestage_mails{state="sent"}'] == "0"
    due = int(first["sidestage_mails_due"])
    assert (due > 0, float(first["sidestage_mails_due_seconds"])) == (True, 0.0)
    clock.move(timedelta(minutes=3))
    later = read(client)
    assert float(later["sidestage_mails_due_seconds"]) == 180.0
