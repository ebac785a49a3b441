"""The worker's jobs: which there are, when they come, and that huey can run them."""

from datetime import datetime, timedelta

import pytest

from app.worker.queue import JOBS, make_queue
from tests.support.attendees import public_event, register

MIDNIGHT = datetime(2027, 3, 1)  # noqa: DTZ001 - huey has the server's own clock
A_DAY = [MIDNIGHT + timedelta(minutes=number) for number in range(24 * 60)]


@pytest.fixture
def huey(app):
    return make_queue(app, "memory://").huey


def test_each_job_has_its_time(huey):
    came = {name: [] for name in JOBS}
    for at in A_DAY:
        for task in huey.read_periodic(at):
            came[task.name].append(f"{at:%H:%M}")
    every_minute = [f"{at:%H:%M}" for at in A_DAY]
    assert came == {
        **dict.fromkeys(("sweep", "read mail", "mind seats"), every_minute),
        "watch zones": [f"{hour:02}:23" for hour in range(24)],
        "fill search": [f"{hour:02}:41" for hour in range(24)],
        "forget": ["03:17"],
    }


def test_every_job_runs_where_there_is_nothing_to_do(app, huey):
    tasks = {task.name: task for at in A_DAY[:240] for task in huey.read_periodic(at)}
    assert {name: task.execute() for name, task in tasks.items()} == dict.fromkeys(JOBS, 0)


def test_who_wakes_it_has_the_mail_delivered(app, outgoing):
    queue = make_queue(app, "memory://")
    register(public_event(), "Chie")
    queue.wake()
    queue.huey.dequeue().execute()
    assert [mail.to_email for mail in outgoing.sent] == ["chie@example.org"]
