"""What a reader's own zone costs: the programme of 300 events with host times only, and for readers afar.

Run as `python -m benchmarks.programme_zones`. Exits with 1 when a reader costs more than 1.3 times the host.
"""

import gc
import logging
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from app import create_app
from app.config import Settings
from app.domain.clocks.promised_time import promise
from app.domain.clocks.zones import city
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event
from app.schema import upgrade
from app.services import tokens

EVENTS, ROUNDS, AIM = 300, 15, 1.3
HOSTS = (
    *("America/New_York", "Europe/Zurich", "Asia/Kolkata", "Pacific/Auckland", "Africa/Lagos", "Asia/Tokyo"),
    *("America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia"),
)
READERS = ("Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Chatham")


def settings(folder: Path) -> Settings:
    return Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'sidestage.db'}",
        queue_url="memory://",
        storage_url="memory://",
        base_url="http://localhost",
        secret_key=tokens.public_key() * 2,
        testing=True,
    )


def fill(now: datetime) -> None:
    """Announce events at every hour of the coming three months, in many zones."""
    for number in range(EVENTS):
        wall = datetime(2027, 9, 15, 8) + timedelta(hours=7 * number)  # noqa: DTZ001 - a wall time
        time = promise(wall_start=wall, zone=HOSTS[number % len(HOSTS)], minutes=90)
        facts = {name: getattr(time, name) for name in time.__dataclass_fields__}
        event = Event(
            slug=f"event-{number}",
            uid=f"{number}@example.org",
            creation_key=str(number),
            title=f"Side event {number}",
            state=EventState.PUBLISHED,
            published_at=now,
            created_at=now,
            revised_at=now,
            languages=["en", "fr"],
            **facts,
        )
        db.session.add(event)
    db.session.commit()


def page_time(app: Flask, readers: list[str | None]) -> dict[str | None, float]:
    """Return the least CPU time of the page for each reader, in seconds; rounds go round the readers."""
    least = dict.fromkeys(readers, float("inf"))
    for _ in range(ROUNDS):
        for reader in readers:
            client = app.test_client()
            if reader:
                client.set_cookie("sidestage_zone", quote(f"chosen:{reader}"))
            gc.collect()
            started = time.process_time()
            answer = client.get("/")
            least[reader] = min(least[reader], time.process_time() - started)
            if answer.text.count("</time>") < 2 * EVENTS or city(reader or HOSTS[0]) not in answer.text:
                raise SystemExit(f"the programme answered {answer.status} without its times")
    return least


def main() -> int:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(Path(folder)))
        with app.app_context():
            upgrade()
            fill(datetime.now(UTC))
            db.session.remove()
        times = page_time(app, [None, *READERS])
    host, missed = times[None], False
    print(f"{'programme of 300 events, host zone only':<58}{host * 1e3:8.1f} ms")
    for reader in READERS:
        ratio = times[reader] / host
        missed |= ratio > AIM
        print(
            f"{f'  for a reader in {reader} (aim {AIM})':<58}{times[reader] * 1e3:8.1f} ms {ratio:6.2f}"
            f"{'  MISSED' if ratio > AIM else ''}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
