"""The outside world behind protocols, each with a real and an in-memory twin."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from app.gateways.clock import Clock
from app.gateways.feeds import Feeds
from app.gateways.inbox import Inbox
from app.gateways.mail import Mailer
from app.gateways.queue import Queue
from app.gateways.storage import Storage


@dataclass(slots=True)
class Gateways:
    """What an app talks to. The factory makes one; a test may hand in its own."""

    clock: Clock
    mail: Mailer
    storage: Storage
    queue: Queue
    feeds: Feeds
    inbox: Inbox


def gateways() -> Gateways:
    """Return those of the running app."""
    return cast(Gateways, current_app.extensions["gateways"])
