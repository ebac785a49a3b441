"""The worker: delivers what the outbox holds. huey only wakes it; the rows are the truth."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from flask import Flask

from app import sqlite
from app.config import Settings
from app.domain.clocks import zones
from app.extensions import db
from app.gateways import gateways, mail_folder
from app.gateways.inbox import InboxAway
from app.gateways.mail import OutgoingMail, PermanentMailFailure, TemporaryMailFailure
from app.gateways.queue import HueyQueue
from app.mails import delivery
from app.models import Event, OutboxMessage
from app.services.attendance import admission, seat_offers
from app.services.calendars import inbound
from app.services.library import partial_uploads
from app.services.mail import outbox, undeliverable
from app.services.people_records import erasure as speaker_erasure
from app.services.people_records import merging
from app.services.retention import attendees as attendee_retention
from app.services.retention import hours as hour_retention
from app.services.retention import mails as mail_retention
from app.services.retention import partners as partner_retention
from app.services.retention import speakers as speaker_retention
from app.services.scheduling import clock_rules
from app.services.speakers import profile_files

FRESH = timedelta(seconds=2)  # so long what a mail says counts as true; then it is rendered again
MOST_MAILS = 100  # of one round, once a minute
log = structlog.get_logger(__name__)


def make_queue(app: Flask, url: str) -> HueyQueue:
    """Connect the app with its queue; the web process only enqueues, `sidestage work` consumes."""

    def deliver() -> None:
        deliver_due(app)

    def forget() -> None:
        forget_attendees(app)

    def read() -> None:
        read_mail(app)

    def mind() -> None:
        mind_seats(app)

    def watch() -> None:
        watch_zone_data(app)

    every_minute: dict[str, str] = {}
    recurring = {
        "sweep": (every_minute, deliver),  # what a crash left behind
        "forget": ({"hour": "3", "minute": "17"}, forget),
        "read mail": (every_minute, read),
        "mind seats": (every_minute, mind),
        "watch zones": ({"minute": "23"}, watch),
    }
    return HueyQueue(url, deliver, recurring)


def deliver_due(app: Flask) -> int:
    """Deliver everything that is due; return how many messages were handed over."""
    settings: Settings = app.config["SETTINGS"]
    sent = 0
    with app.test_request_context(base_url=settings.base_url):
        while batch := _claim():
            sent += _deliver(batch)
    return sent


def forget_attendees(app: Flask) -> int:
    """Erase the personal data of attendees whose events ended long ago (row X3); return of how many."""
    with app.app_context():
        now = gateways().clock.now()
        count = attendee_retention.erase_old(now=now)
        hour_retention.erase_old(now=now)
        mail_retention.erase_old(now=now)
        partner_retention.erase_old(now=now)
        speaker_erasure.forget_told()
        voices = speaker_retention.erase_old(now=now)
        photos = merging.forget_old(now=now)
        pieces = partial_uploads.forget_old(now=now)
        db.session.commit()
        profile_files.forget_voices(voices, storage=gateways().storage)
        profile_files.forget_photos(photos, storage=gateways().storage)
        db.session.rollback()
        for name in pieces:
            gateways().storage.delete(name)
        settings: Settings = app.config["SETTINGS"]
        mail_folder.forget_old(settings.mail_folder, before=now - attendee_retention.KEPT_AFTER_END)
    return count


def mind_seats(app: Flask) -> int:
    """Pass on seats that were kept long enough and forget who never confirmed; return how many were kept."""
    with app.app_context():
        now = gateways().clock.now()
        admission.forget_unconfirmed(now=now)
        db.session.commit()
        ended = 0
        for event_id in seat_offers.overdue(now=now):
            try:
                passed = seat_offers.pass_on(db.session.get_one(Event, event_id), now=now)
                db.session.commit()
            except Exception:  # this event waits for the next round; the others do not wait for it
                db.session.rollback()
                log.exception("kept seats could not be passed on", event_id=event_id)
            else:
                ended += passed
    return ended


def watch_zone_data(app: Flask) -> int:
    """Compare the hours to come with the zone data in use (row T9); return how many wait for a decision."""
    with app.app_context():
        waiting = clock_rules.refresh(now=gateways().clock.now())
        db.session.commit()
    if waiting:
        log.warning("clock rules moved events", events=waiting, zone_data=zones.zone_data_version())
    return waiting


def read_mail(app: Flask) -> int:
    """Take what came into the mailbox (row R4); return how many mails. Each is kept before it is marked."""
    done: dict[str, bool] = {}
    with app.app_context():
        inbox = gateways().inbox
        try:
            for number, raw in inbox.unread(MOST_MAILS):
                outcome = inbound.take(raw, now=gateways().clock.now())
                db.session.commit()
                done[number] = inbound.is_done(outcome)
            inbox.done(done)
        except InboxAway as reason:
            log.warning("mail that came in cannot be read", reason=str(reason))
    return len(done)


def run_forever(app: Flask) -> None:
    """Consume the queue in this process until it is told to stop."""
    watch_zone_data(app)  # an upgrade of the zone data comes with a new start
    app.extensions["queue"].consume()


def _claim() -> list[tuple[int, datetime]]:
    """Lease the next batch; return the messages' ids, each with the end of its lease."""
    messages = [
        (message.id, message.leased_until)
        for message in outbox.claim(now=gateways().clock.now())
        if message.leased_until is not None
    ]
    db.session.commit()
    return messages


def _deliver(batch: list[tuple[int, datetime]]) -> int:
    """Send leased messages; return how many the server took.

    They are rendered together, and again when a slow server lets them grow old. Each is noted as soon as the
    server has it, so that a crash repeats at most one.
    """
    sent, mails, made_at = 0, {}, datetime.min.replace(tzinfo=UTC)
    for place, (message_id, lease) in enumerate(batch):
        now = gateways().clock.now()
        if now - made_at > FRESH:
            mails, made_at = _rendered([number for number, _ in batch[place:]]), now
        if message_id in mails and (ours := _still_ours(message_id, lease)):
            sent += _hand_over(message_id, ours, mails[message_id])
    return sent


def _hand_over(message_id: int, lease: datetime, mail: OutgoingMail | Exception) -> bool:
    """Send one mail, or note why there is none; say whether the server took it."""
    now = gateways().clock.now
    try:
        if isinstance(mail, Exception):
            raise mail  # noqa: TRY301 - it was raised while the mail was made, and kept until now
        gateways().mail.send(mail)
    except delivery.NoLongerTrue as reason:
        _note(message_id, lease, partial(outbox.mark_dropped, why=str(reason)))
    except delivery.Undeliverable as reason:
        _note(message_id, lease, partial(_failed, reason, for_good=True))
    except PermanentMailFailure as failure:
        _note(message_id, lease, partial(_refused, failure))
    except TemporaryMailFailure as failure:
        _note(message_id, lease, partial(_failed, failure, for_good=False))
    except Exception as failure:
        log.exception("message could not be made", message=message_id)
        _note(message_id, lease, partial(_failed, failure, for_good=False))
    else:
        outbox.mark_sent(message_id, now=now())
        db.session.commit()
        return True
    return False


def _still_ours(message_id: int, lease: datetime) -> datetime | None:
    """Return the lease, renewed when a slow server has used it up; None when another worker took over."""
    now = gateways().clock.now()
    if lease - now > outbox.LEASE / 2:
        return lease
    ours = outbox.renew(message_id, lease=lease, now=now)
    db.session.commit()
    return ours


def _rendered(message_ids: list[int]) -> dict[int, OutgoingMail | Exception]:
    """Make the mails in a transaction that only reads and ends here: no lock is held while they travel."""
    sqlite.read_only(reading=True)
    try:
        return delivery.render_many(message_ids)
    finally:
        db.session.rollback()
        sqlite.read_only(reading=False)


def _note(message_id: int, lease: datetime, mark: Callable[[OutboxMessage], None]) -> None:
    """Write what became of a message, unless another worker has taken over: then it is theirs to say."""
    message = outbox.held(message_id, lease=lease)
    if message is not None:
        mark(message)
    db.session.commit()


def _refused(failure: PermanentMailFailure, message: OutboxMessage) -> None:
    if failure.about_recipient:
        undeliverable.mark(message.to_email, why=str(failure), now=gateways().clock.now())
    _failed(failure, message, for_good=True)


def _failed(failure: Exception, message: OutboxMessage, *, for_good: bool) -> None:
    outbox.mark_failed(
        message,
        now=gateways().clock.now(),
        why=f"{type(failure).__name__}: {failure}",
        for_good=for_good,
        spread=random.random(),  # noqa: S311 - jitter, no secret
    )
