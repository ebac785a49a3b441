"""Workers that are killed at random moments, for tests/services/mail/test_killed_workers.py.

`python -m tests.support.killed_workers FOLDER SMTP_URL LOG KILLS SEED` prints what happened as JSON. Each
is a fork, so that two hundred of them cost seconds; the clock moves past the lease after each.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import insert, select

from app import create_app
from app.extensions import db
from app.gateways.mail import mailbox
from app.gateways.smtp import SmtpMailer
from app.mails import delivery
from app.models import OutboxMessage, OutboxState, Registration
from app.schema import upgrade
from app.services import addresses
from app.services.attendance import mail as attendee_mail
from app.services.attendance.mail import Addressee
from app.services.mail import leases, outbox
from app.worker.outbox import deliver_due
from tests.support.attendees import public_event
from tests.support.world import START, World, settings_for

MESSAGES = 3000
MOST_MAILS = 12
A_START, A_LIFE = 0.1, 60.0
"""Seconds: about what a worker needs to its first mail; and when it is killed whatever it did."""


def main(folder: Path, mail_url: str, log: Path, kills: int, seed: int) -> None:
    world = World()
    world.mail = SmtpMailer(mail_url, sender=mailbox("Sidestage <calendar@localhost>"))
    app = create_app(settings_for(folder, f"sqlite:///{folder}/killed.db"), world)
    with app.app_context():
        upgrade()
        fill()
        db.session.remove()
        db.engine.dispose()
    warm_up(app)
    chance, unmarked, windows = random.Random(seed), set(), []
    for _ in range(kills):
        before = taken(log).total() - len(marked(app))
        one_life(app, log, mails=chance.randint(0, MOST_MAILS), late=chance.random())
        counts, known = taken(log), marked(app)
        unmarked |= counts.keys() - known
        windows.append(counts.total() - len(known) - before)  # taken by the server and not marked by us
        world.clock.move(leases.LEASE + timedelta(seconds=1))
    by_killed = len(taken(log))
    deliver_due(app)
    counts = taken(log)
    print(json.dumps({
        "arrived": len(counts), "sent": len(marked(app)), "by_killed": by_killed,
        "most_in_a_window": max(windows), "windows": sum(windows),
        "repeats": counts.total() - len(counts),
        "repeated_outside": len({one for one, count in counts.items() if count > 1} - unmarked),
    }))  # fmt: skip


def warm_up(app: Flask) -> None:
    """Compile templates and statements here, so that the forks begin to work at once."""
    with app.app_context():
        numbers = [message.id for message in leases.claim(now=START)]
        delivery.render_many(numbers)
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def one_life(app: Flask, log: Path, *, mails: int, late: float) -> None:
    """Let a worker begin, and kill it without a warning, somewhere after the server took so many mails.

    Counting mails instead of seconds keeps it the same test on a fast machine and on a loaded one. `late` is
    the part of one mail's time, or of the time to the first mail, that passes on top.
    """
    seen, begun = lines_of(log), time.monotonic()
    child = os.fork()
    if not child:
        deliver_due(app)
        os._exit(0)
    while lines_of(log) - seen < mails and time.monotonic() - begun < A_LIFE:
        time.sleep(0.0005)
    time.sleep(late * (time.monotonic() - begun) / mails if mails else late * A_START)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def lines_of(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def taken(log: Path) -> Counter[str]:
    """Return how often the server took which Message-ID."""
    return Counter(log.read_text().splitlines()) if log.exists() else Counter()


def marked(app: Flask) -> set[str]:
    """Return the Message-IDs of what the outbox says is sent."""
    with app.app_context():
        keys = db.session.scalars(
            select(OutboxMessage.key).where(OutboxMessage.state == OutboxState.SENT)
        ).all()
        found = {addresses.message_id(key) for key in keys}
        db.session.remove()
        db.engine.dispose()
    return found


def fill() -> None:
    """Give an event its people, each with a confirmation that waits."""
    event = public_event()
    people = [person(event.id, number) for number in range(MESSAGES)]
    db.session.execute(insert(Registration), people)
    rows = db.session.scalars(select(Registration)).all()
    messages = [
        attendee_mail.row(
            Addressee(one.id, event.id, one.email, one.name, one.locale),
            kind="registration_confirmed",
            mark="0",
            now=START,
        )
        for one in rows
    ]
    outbox.enqueue_many(messages)
    db.session.commit()


def person(event_id: int, number: int) -> dict[str, object]:
    return {
        "event_id": event_id, "token_salt": f"salt-{number}", "token_hash": f"hash-{number}",
        "name": f"Person {number}", "name_key": f"{number} person", "uid": "twelve-reefs@example.org",
        "email": f"p{number}@example.org", "country": "NG", "organisation": "",
        "access_needs": "", "locale": "en_GB", "state": "confirmed", "queue_number": number + 1,
        "created_at": START, "state_changed_at": START, "invited_sequence": 0, "answer_comment": "",
    }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
