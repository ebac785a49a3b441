"""The door may be faster than Flask, never different: every way in which a kept answer could be wrong."""

import gzip
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.models import CalendarRevision
from app.queries import calendar_feeds
from app.services.scheduling import publishing
from app.web.caches import front_door
from app.web.program import views
from tests.support.events import TOKYO_MORNING, actor_of, published, schedule
from tests.support.personas import AMARA
from tests.support.world import START


@pytest.fixture
def entered(monkeypatch):
    """Count how often a request came through to the view."""
    calls = []
    original = views._render
    monkeypatch.setattr(views, "_render", lambda *args, **more: calls.append(1) or original(*args, **more))
    return calls


@pytest.fixture
def path(app):
    return f"/events/{published(capacity=3).slug}"


def given_by_the_door(monkeypatch, client, path, **more):
    """Ask with Flask out of order: what answers is the door."""
    with monkeypatch.context() as patch:
        patch.setattr(client.application, "full_dispatch_request", lambda: pytest.fail("Flask was asked"))
        return client.get(path, **more)


def test_what_is_true_is_given_without_flask(client, monkeypatch, path):
    first = client.get(path)
    again = given_by_the_door(monkeypatch, client, path)
    assert (again.status_code, again.data) == (200, first.data)
    kept = {name: value for name, value in first.headers if name not in {"Date", "Content-Length"}}
    assert {name: again.headers[name] for name in kept} == kept


def test_head_304_and_compression(client, monkeypatch, path):
    first = client.get(path)
    zipped = given_by_the_door(monkeypatch, client, path, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.data) == first.data
    same = given_by_the_door(monkeypatch, client, path, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    head = client.head(path)
    assert (head.status_code, head.data, int(head.headers["Content-Length"])) == (200, b"", len(first.data))


def test_every_reader_gets_their_own(new_client, path):
    readers = {zone: new_client() for zone in ("Asia/Tokyo", "Africa/Lagos")}
    for zone, reader in readers.items():
        reader.set_cookie("sidestage_zone", f"chosen:{zone}")
    for _ in range(2):
        for zone, reader in readers.items():
            assert f"Your time, {zone.split('/')[1]}" in reader.get(path).text or zone == "Asia/Tokyo"
    assert "Lagos" not in readers["Asia/Tokyo"].get(path).text


def test_who_is_signed_in_is_never_answered_by_the_door(client, new_client, sign_in, path):
    client.get(path)
    signed_in = sign_in(new_client(), AMARA)
    assert "Sign out" in signed_in.get(path).text
    assert "Sign out" not in client.get(path).text


@pytest.mark.parametrize("change", ["seats", "move", "unpublish", "cancel"])
def test_no_change_is_overlooked(client, clock, path, change):
    from app.models import Event

    first = client.get(path)
    client.get(path)
    event = db.session.query(Event).one()
    if change == "seats":
        event.seats_taken = 2
    elif change == "move":
        schedule(event, wall=TOKYO_MORNING + timedelta(days=1), reason="A plenary.")
    elif change == "unpublish":
        publishing.unpublish(event, actor=actor_of(AMARA), now=START)
    else:
        publishing.cancel(event, reason="No quorum.", actor=actor_of(AMARA), now=START)
    db.session.commit()
    after = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == (404 if change == "unpublish" else 200)
    assert after.data != first.data


def test_the_hour_comes_by_itself(client, clock, path):
    assert "Registration open" in client.get(path).text
    clock.set(START + timedelta(days=30))
    assert "This event has ended" in client.get(path).text


def test_queries_parts_and_posts_go_to_flask(client, path, entered):
    client.get(path)
    assert front_door._key({"REQUEST_METHOD": "POST", "PATH_INFO": path}) is None
    assert front_door._key({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "x=1"}) is None
    assert front_door._key({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_RANGE": "bytes=0-1"}) is None
    for number in range(3):
        assert client.get(f"{path}?x={number}").status_code == 200
    assert len(entered) == 1  # the page's own cache knows that a query changes nothing


def test_a_database_that_fails_is_told_by_flask(client, monkeypatch, path):
    client.get(path)

    def broken(*_args, **_more):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(views.public_events, "mark_of", broken)
    assert client.get(path).status_code == 200


def test_a_calendar_file_is_never_older_than_its_mark(client, monkeypatch, app):
    event = published()
    path = f"/events/{event.slug}.ics"
    original = calendar_feeds.event_file

    def overtaken(slug):
        found = original(slug)
        monkeypatch.setattr(calendar_feeds, "event_file", original)
        db.session.expunge(found)
        moved = db.session.query(type(event)).one()
        schedule(moved, wall=TOKYO_MORNING + timedelta(days=1), reason="Overtaken.")
        return found

    monkeypatch.setattr(calendar_feeds, "event_file", overtaken)
    assert b"SEQUENCE:0" in client.get(path).data
    assert b"SEQUENCE:1" in client.get(path).data
    assert db.session.query(CalendarRevision).count() == 2


@pytest.mark.postgresql
def test_a_database_that_came_back_is_met_without_a_failed_page(client, path, db_session):
    client.get(path)
    db_session.remove()
    for connection in [db.engine.connect() for _ in range(3)]:
        connection.close()  # the pool keeps all three, and none of them will live
    with psycopg.connect(
        db.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    ) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 200]
