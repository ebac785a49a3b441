"""The world as the tests have it: a clock that stands, mail in a list, files in memory."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.config import Settings
from app.gateways import Gateways
from app.gateways.clock import FrozenClock
from app.gateways.feeds import MemoryFeeds
from app.gateways.inbox import MemoryInbox
from app.gateways.mail import MemoryMailer
from app.gateways.queue import MemoryQueue
from app.gateways.storage import MemoryStorage
from app.installation import Installation

START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)  # a Monday; no clock changes anywhere within twelve days


INBOUND_SECRET = "a secret of the tests, long enough"


def settings_for(instance: Path, database_url: str, base_url: str = "http://localhost") -> Settings:
    """Return what one installation of the tests decides; nothing is read from the environment."""
    return Settings(
        instance=instance,
        database_url=database_url,
        queue_url="memory://",
        storage_url="memory://",
        base_url=base_url,
        secret_key="a key of the tests, long enough",
        inbound_secret=INBOUND_SECRET,
        testing=True,
    )


def installed_with(app: Flask, monkeypatch: pytest.MonkeyPatch, **facts: Any) -> None:
    """Let the app's installation differ in these facts until the test ends."""
    here: Installation = app.extensions["installation"]
    monkeypatch.setitem(app.extensions, "installation", replace(here, **facts))


class World(Gateways):
    """The twins of all gateways, each made new before every test, in the one object that the apps hold."""

    clock: FrozenClock
    mail: MemoryMailer
    storage: MemoryStorage
    queue: MemoryQueue
    feeds: MemoryFeeds
    inbox: MemoryInbox

    def __init__(self) -> None:
        self.begin_again()

    def begin_again(self) -> None:
        """Forget everything and stand at START."""
        self.clock = FrozenClock(START)
        self.mail = MemoryMailer()
        self.storage = MemoryStorage()
        self.queue = MemoryQueue()
        self.feeds = MemoryFeeds()
        self.inbox = MemoryInbox()
