"""The worker: delivers what the outbox holds. huey only wakes it; the rows are the truth."""

import random

import structlog
from flask import Flask
from huey import crontab

from app.config import Settings
from app.extensions import db
from app.gateways import gateways
from app.gateways.mail import PermanentMailFailure, TemporaryMailFailure
from app.gateways.queue import HueyQueue, huey_from_url
from app.models import OutboxMessage
from app.services import delivery, outbox

log = structlog.get_logger(__name__)


def make_queue(app: Flask, url: str) -> HueyQueue:
    """Connect the app with its queue; the web process only enqueues, `sidestage work` consumes."""

    def deliver() -> None:
        deliver_due(app)

    huey = huey_from_url(url)
    queue = HueyQueue(huey, deliver)
    huey.periodic_task(crontab(), name="sweep")(deliver)  # every minute: what a crash left behind
    return queue


def deliver_due(app: Flask) -> int:
    """Deliver everything that is due; return how many messages were handed over."""
    settings: Settings = app.config["SETTINGS"]
    sent = 0
    with app.test_request_context(base_url=settings.base_url):
        while batch := _claim():
            for message_id in batch:
                sent += _deliver_one(message_id)
    return sent


def run_forever(app: Flask) -> None:
    """Consume the queue in this process until it is told to stop."""
    queue = app.extensions["queue"]
    consumer = queue.huey.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0)
    consumer.run()


def _claim() -> list[int]:
    messages = [message.id for message in outbox.claim(now=gateways().clock.now())]
    db.session.commit()
    return messages


def _deliver_one(message_id: int) -> int:
    message = db.session.get_one(OutboxMessage, message_id)
    try:
        mail = delivery.render(message)
        gateways().mail.send(mail)
    except delivery.NoLongerTrue as reason:
        outbox.mark_dropped(message, why=str(reason))
    except (TemporaryMailFailure, PermanentMailFailure) as failure:
        _failed(message, failure, for_good=isinstance(failure, PermanentMailFailure))
    except Exception as failure:
        log.exception("message could not be made", message=message_id, kind=message.kind)
        db.session.rollback()
        message = db.session.get_one(OutboxMessage, message_id)
        _failed(message, failure, for_good=False)
    else:
        outbox.mark_sent(message, now=gateways().clock.now())
        db.session.commit()
        return 1
    db.session.commit()
    return 0


def _failed(message: OutboxMessage, failure: Exception, *, for_good: bool) -> None:
    outbox.mark_failed(
        message,
        now=gateways().clock.now(),
        why=f"{type(failure).__name__}: {failure}",
        for_good=for_good,
        spread=random.random(),  # noqa: S311 - jitter, no secret
    )
