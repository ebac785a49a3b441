"""What the queue runs, and when: this module reads as the list of the worker's jobs."""

from collections.abc import Mapping
from functools import partial

from flask import Flask

from app.gateways.queue import HueyQueue
from app.worker.inbox import read_mail
from app.worker.outbox import deliver_due
from app.worker.retention import forget_old
from app.worker.search import fill_search
from app.worker.seats import mind_seats
from app.worker.zone_watch import watch_zone_data

EVERY_MINUTE: Mapping[str, str] = {}
JOBS = {
    "sweep": (EVERY_MINUTE, deliver_due),  # what a crash left behind
    "read mail": (EVERY_MINUTE, read_mail),
    "mind seats": (EVERY_MINUTE, mind_seats),
    "watch zones": ({"minute": "23"}, watch_zone_data),
    "fill search": ({"minute": "41"}, fill_search),
    "forget": ({"hour": "3", "minute": "17"}, forget_old),
}


def make_queue(app: Flask, url: str) -> HueyQueue:
    """Connect the app with its queue; the web process only enqueues, `sidestage work` consumes."""
    return HueyQueue(
        url,
        partial(deliver_due, app),
        {name: (when, partial(job, app)) for name, (when, job) in JOBS.items()},
    )


def run_forever(app: Flask) -> None:
    """Consume the queue in this process until it is told to stop."""
    watch_zone_data(app)  # an upgrade of the zone data comes with a new start
    fill_search(app)  # as does one of Sidestage
    app.extensions["queue"].consume()
