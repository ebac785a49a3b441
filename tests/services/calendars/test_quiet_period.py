"""When news of a change leaves: after the quiet period of this installation, and so many a minute."""

from datetime import timedelta

from app.models import EarlierTime
from app.services.calendars import quiet_period
from tests.support import desk
from tests.support.world import START, installed_with

MINUTE = timedelta(minutes=1)


def test_the_installation_says_how_long_it_is_quiet_and_how_many_leave_a_minute(app, monkeypatch):
    installed_with(app, monkeypatch, quiet_minutes=20, mail_per_minute=2)
    pace = quiet_period.of_change(desk.event(), now=START)
    due = [pace.due_at(email) for email in ("a@x.example", "b@x.example", "c@x.example", "a@y.example")]
    assert due == [START + 20 * MINUTE, START + 20 * MINUTE, START + 21 * MINUTE, START + 20 * MINUTE]


def test_shortly_before_the_old_hour_or_the_new_one_nobody_is_kept_waiting(app, monkeypatch):
    installed_with(app, monkeypatch, quiet_minutes=10)
    event = desk.event()
    before = EarlierTime(
        event_id=event.id,
        wall_start=desk.WALL,
        zone=desk.ZONE,
        minutes=90,
        starts_at=START + 30 * MINUTE,
        ends_at=START + 120 * MINUTE,
        moved_at=START,
    )
    assert quiet_period.of_change(event, now=START, before=before).due_at("a@x.example") == START
    soon = event.starts_at - 30 * MINUTE
    assert quiet_period.of_change(event, now=soon).due_at("a@x.example") == soon
