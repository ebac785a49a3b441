"""An upgrade of the zone data with real releases: events promised under the older one, then watched.

Run as `python -m benchmarks.zone_upgrade`, or with a folder that holds another older release, laid there by
`pip install --no-deps --target older tzdata==2025.2`: `... zone_upgrade older/tzdata/zoneinfo`.
Exits with 1 when a place whose rules changed in 2026 is not listed, or when somebody was told too early.
"""

import logging
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import structlog
from flask import Flask

from app import create_app
from app.config import Settings
from app.domain.clocks import zones
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways import gateways
from app.gateways.clock import FrozenClock
from app.gateways.mail import MemoryMailer
from app.models import Event
from app.schema import upgrade
from app.services import tokens
from app.services.actor import Actor
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.calendars import event_entries
from app.services.scheduling import clock_rules as zone_watch
from app.services.scheduling import events
from app.worker.outbox import deliver_due
from app.worker.zone_watch import watch_zone_data

OLDER = Path(__file__).parents[1] / "tests/data/tzdata-2025b"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 12, 1, 10, 0)  # noqa: DTZ001 - a wall time
CHANGED = (
    *("America/Vancouver", "America/Edmonton", "Africa/Casablanca"),
    *("America/Winnipeg", "America/Inuvik", "America/Havana"),
)
AMARA = Actor("Amara")
QUIET = timedelta(hours=1)  # messages may wait a while, so that a change of mind is not mailed


def make_app(folder: Path, mail: MemoryMailer) -> Flask:
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'sidestage.db'}",
        queue_url="memory://",
        storage_url="memory://",
        base_url="http://localhost",
        secret_key=tokens.public_key() * 2,
        testing=True,
    )
    app = create_app(settings)
    with app.app_context():
        gateways().clock, gateways().mail = FrozenClock(NOW), mail
    return app


def announce(zone: str) -> None:
    """Publish an event at 10:00 in `zone`, with one person registered for it."""
    city = zones.city(zone)
    event = events.create(title=f"Talks in {city}", actor=AMARA, creation_key=city, now=NOW)
    time = promise(wall_start=TEN, zone=zone, minutes=90)
    events.schedule(event, time=time, actor=AMARA, now=NOW)
    event.state, event.published_at = EventState.PUBLISHED, NOW
    event_entries.issue(event, now=NOW)
    details = AttendeeDetails(name="Chie", country="JP", zone="Asia/Tokyo")
    registrations.register(event=event, email="chie@example.org", details=details, locale="en_GB", now=NOW)
    db.session.commit()


def show(findings: list[zone_watch.UndecidedHour]) -> None:
    print(f"{'place':<20}{'promised':<20}{'derived':<10}{'was (UTC)':<14}{'is now (UTC)':<14}moved by")
    for one in findings:
        new = one.verdict.new
        print(
            f"{zones.city(one.time.zone):<20}{one.time.wall_start:%Y-%m-%d %H:%M}    {one.time.zone_data:<10}"
            f"{one.verdict.old:%d %b %H:%M}  {f'{new:%d %b %H:%M}' if new else one.verdict.kind:<14}"
            f"{one.verdict.moved_by.total_seconds() / 60:+.0f} min"
        )


def decide(app: Flask, mail: MemoryMailer) -> None:
    """Keep the hour in Vancouver and the moment in Havana; show what each person is told."""
    for city, keep in (("Vancouver", zone_watch.keep_hour), ("Havana", zone_watch.keep_instant)):
        event = db.session.query(Event).filter_by(title=f"Talks in {city}").one()
        keep(event, reason="The clock rules changed.", actor=AMARA, now=NOW)
        db.session.commit()
        before = len(mail.sent)
        cast(FrozenClock, gateways().clock).move(QUIET)
        deliver_due(app)
        print(f"\n{city}: {keep.__name__.replace('_', ' ')}")
        print(f"  now {event.wall_start:%H:%M} there, {event.starts_at:%H:%M} UTC, SEQUENCE {event.sequence}")
        for message in mail.sent[before:]:
            print(f"  told {message.to_email}: {message.text.strip().splitlines()[0]}")


def main(older: Path = OLDER) -> int:
    logging.disable(logging.WARNING)
    mail = MemoryMailer()
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), mail)
        with app.app_context():
            upgrade()
            zones.use_zone_data_in(older)
            print(f"Announced under zone data {zones.zone_data_version()}: {len(CHANGED) + 1} events")
            for zone in (*CHANGED, "America/New_York"):
                announce(zone)
            deliver_due(app)
            zones.use_packaged_zone_data()
            print(f"Upgraded to {zones.zone_data_version()}; the watch finds:\n")
            only_worse = structlog.make_filtering_bound_logger(logging.CRITICAL)
            structlog.configure(wrapper_class=only_worse)  # the table says what the log would
            told_before = len(mail.sent)
            waiting = watch_zone_data(app)
            deliver_due(app)
            findings = zone_watch.undecided(now=NOW)
            show(findings)
            told = len(mail.sent) - told_before
            print(f"\n{waiting} events wait for a decision; {told} messages sent so far.")
            missed = {one.time.zone for one in findings} != set(CHANGED) or told > 0
            decide(app, mail)
            db.session.remove()
            db.engine.dispose()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
