"""/metrics: there only with a token, and then what stands in the database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.domain.clocks import zones
from app.extensions import db
from app.models import InboundTally
from app.schema import newest
from tests.support.attendees import public_event, register
from tests.support.world import START

TOKEN = "a token of the tests, long enough"


@pytest.fixture
def watched(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], metrics_token=TOKEN))


def read(client):
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_there_is_no_such_page_while_no_token_is_set(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer None"}).status_code == 404


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer guessed"}, {"Authorization": "Basic w7w="}])
def test_without_the_token_nothing_is_told(watched, client, header):
    assert client.get("/metrics", headers=header).status_code == 403


def test_it_counts_events_seats_and_mails_by_state(watched, client, clock):
    register(public_event())
    first = read(client)
    assert first["sidestage_info", newest(), zones.zone_data_version()] == 1
    assert first["sidestage_events", "published"] == 1
    assert first["sidestage_events", "draft"] == 0
    assert first["sidestage_registrations", "confirmed"] == 1
    assert first["sidestage_mails", "sent"] == 0
    assert (first["sidestage_mails_due",] > 0, first["sidestage_mails_due_seconds",]) == (True, 0)
    clock.move(timedelta(minutes=3))
    later = read(client)
    assert later["sidestage_mails_due_seconds",] == 180


def test_every_number_says_what_it_is(watched, client):
    """Names and kinds are promises to whoever has built a dashboard on them."""
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert [line.removeprefix("# TYPE ") for line in text.splitlines() if line.startswith("# TYPE")] == [
        "sidestage_info gauge",
        "sidestage_events gauge",
        "sidestage_registrations gauge",
        "sidestage_mails gauge",
        "sidestage_mails_due gauge",
        "sidestage_mails_due_seconds gauge",
        "sidestage_mails_in_total counter",
        "sidestage_clock_rules_undecided gauge",
    ]
    assert "# HELP sidestage_mails_due Messages that should have been sent by now.\n" in text


def test_mails_that_came_in_are_counted_by_outcome(watched, client):
    db.session.add(InboundTally(outcome="answer", count=3, latest_at=START))
    assert read(client)["sidestage_mails_in_total", "answer"] == 3
