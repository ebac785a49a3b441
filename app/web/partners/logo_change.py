from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from app.extensions import db
from app.gateways import gateways
from app.gateways.pictures import LARGEST_FILE
from app.models import Event, Organisation
from app.services.actor import Actor
from app.services.partners import logos


class LogoForm(Protocol):
    """A form that asks for a logo, or to have none."""

    logo: Any
    no_logo: Any


@dataclass(slots=True)
class LogoChange:
    """What the form asks: another logo by its `key`, with "" none; None when all stays as it is."""

    key: str | None
    left_over: set[str] = field(default_factory=set)

    def write(self, event: Event, organisation: Organisation, *, actor: Actor, now: datetime) -> None:
        if self.key is not None:
            had = logos.set_logo(event, organisation=organisation, key=self.key, actor=actor, now=now)
            self.left_over.add(had)


@contextmanager
def stored(form: LogoForm) -> Iterator[LogoChange]:
    """Store the form's logo; the body loads, writes and commits. At last, delete what nobody shows.

    The picture is made while no transaction is open, and the old one is there until the commit, so that a
    refusal or a fault takes nothing away. Raises PictureRefused.
    """
    db.session.rollback()
    storage, change = gateways().storage, LogoChange("" if form.no_logo.data else None)
    if form.logo.data:
        data = form.logo.data.read(LARGEST_FILE + 1)
        form.logo.data.close()
        change.key = logos.store_logo(data, storage=storage)
    try:
        yield change
    finally:
        db.session.rollback()
        logos.forget_unused({change.key or "", *change.left_over}, storage=storage)
