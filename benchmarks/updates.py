"""A move of an event with 10,000 people: queued in one request, handed to a mail server by one worker.

Run as `python -m benchmarks.updates`. Exits with 1 when an aim is missed.
"""

import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, insert, select, update

from app import create_app
from app.config import Settings
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways import gateways
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.schema import upgrade
from app.services import tokens
from app.services.actor import Actor
from app.services.attendance import links as attendee_links
from app.services.calendars.event_entries import issue
from app.services.scheduling import events
from app.worker.outbox import deliver_due

PEOPLE, HANDED_OVER = 10_000, 3_000
QUEUE_AIM, RATE_AIM, MEMORY_AIM = 2.0, 300.0, 60.0
AMARA = Actor("Amara Okafor")


@contextmanager
def sink(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run the mail server of smtp_sink.py; yield its address and the file with what it took."""
    log = folder / "taken"
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.smtp_sink", str(log)], stdout=subprocess.PIPE, text=True
    ) as process:
        port = process.stdout.readline().strip() if process.stdout else ""
        try:
            yield f"smtp://127.0.0.1:{port}", log
        finally:
            process.terminate()


def make_app(folder: Path, mail_url: str) -> Flask:
    """Return the program as it is installed, on SQLite, with mail read so that every header is there."""
    environment = {
        "SIDESTAGE_INSTANCE": str(folder),
        "SIDESTAGE_MAIL_URL": mail_url,
        "SIDESTAGE_QUEUE_URL": "memory://",
        "SIDESTAGE_INBOUND_SECRET": "a secret of the benchmark",
        "SIDESTAGE_BASE_URL": "https://side.example.org",
    }
    app = create_app(Settings.from_env(environment))
    with app.app_context():
        upgrade()
    return app


def event_with(people: int) -> Event:
    """Return a published event with that many seats taken; nobody is mailed for it."""
    now = gateways().clock.now()
    event = events.create(title="Twelve reefs", actor=AMARA, creation_key="reefs", now=now)
    event.languages, event.aim = ["en"], "Twelve reefs, twelve ways to keep them."
    wall = datetime.now(UTC).replace(tzinfo=None, minute=0, second=0, microsecond=0) + timedelta(days=30)
    events.schedule(
        event, time=promise(wall_start=wall, zone="Africa/Lagos", minutes=90), actor=AMARA, now=now
    )
    event.state, event.published_at, event.seats_taken = EventState.PUBLISHED, now, people
    db.session.flush()
    issue(event, now=now)
    for start in range(0, people, 500):  # in parts, or their making would be the peak that is measured
        part = range(start, min(start + 500, people))
        db.session.execute(insert(Registration), [_person(event, number, now) for number in part])
    db.session.commit()
    return event


def _person(event: Event, number: int, now: datetime) -> dict[str, object]:
    salt = f"{number}-{uuid.uuid4().hex[:16]}"
    purposes = ("token_hash", attendee_links.PERSON), ("join_hash", attendee_links.JOIN)
    hashes = {name: tokens.fingerprint(tokens.token_for(purpose, salt)) for name, purpose in purposes}
    return hashes | {
        "event_id": event.id, "token_salt": salt, "name": f"Person {number}",
        "name_key": f"person {number}", "uid": event.uid,
        "email": f"p{number}@d{number % 50}.example.org", "country": "NG", "organisation": "",
        "access_needs": "", "zone": ("Asia/Tokyo", "America/Los_Angeles", None)[number % 3],
        "locale": "en_GB", "state": "confirmed", "queue_number": number + 1, "created_at": now,
        "state_changed_at": now, "invited_sequence": 0, "time_sequence": 0, "answer_comment": "",
    }  # fmt: skip


def queue_time(event: Event) -> tuple[float, float]:
    """Move the event by a week and commit; return the seconds and the megabytes that took."""
    now = gateways().clock.now()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall = event.announced_time.wall_start + timedelta(days=7)
    started = time.perf_counter()
    events.schedule(
        event,
        time=promise(wall_start=wall, zone="Africa/Lagos", minutes=90),
        reason="A plenary took this hour.",
        actor=AMARA,
        now=now,
    )
    db.session.commit()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return time.perf_counter() - started, grown


def due(count: int) -> None:
    """Let the first `count` of the messages be due, and none of the others."""
    first = select(OutboxMessage.id).where(OutboxMessage.kind == "event_moved").order_by(OutboxMessage.id)
    numbers = db.session.scalars(first.limit(count)).all()
    waiting = update(OutboxMessage).where(OutboxMessage.state == OutboxState.QUEUED)
    later = gateways().clock.now() + timedelta(days=1)
    db.session.execute(waiting.values(due_at=later))
    now = gateways().clock.now()
    db.session.execute(waiting.where(OutboxMessage.id.in_(numbers)).values(due_at=now))
    db.session.commit()


def main() -> int:
    with tempfile.TemporaryDirectory() as name, sink(Path(name)) as (mail_url, log):
        app = make_app(Path(name), mail_url)
        with app.app_context():
            event = event_with(PEOPLE)
            queued, grown = queue_time(event)
            count = db.session.scalar(
                select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == "event_moved")
            )
            due(HANDED_OVER)
        started = time.perf_counter()
        sent = deliver_due(app)
        rate = sent / (time.perf_counter() - started)
        taken = log.read_bytes().splitlines()
    aims = [
        (
            f"{count} updates and reminders queued",
            f"{queued:10.2f} s",
            queued < QUEUE_AIM and count == PEOPLE,
        ),
        ("memory that took", f"{grown:10.1f} MB", grown < MEMORY_AIM),
        ("handed to the mail server, one worker", f"{rate:10.0f} /s", rate >= RATE_AIM),
        ("each Message-ID once", f"{len(set(taken)):10}", len(taken) == len(set(taken)) == HANDED_OVER),
    ]
    for what, value, met in aims:
        print(f"{what:50} {value} {'' if met else '  missed'}")
    return 0 if all(met for *_, met in aims) else 1


if __name__ == "__main__":
    sys.exit(main())
