"""The refusal every rule raises: what is wrong, and which field can mend it."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from app.domain.words import N_


class DomainError(Exception):
    """A rule said no.

    `message` is an English sentence with `%(name)s` places, marked with N_; the edge translates it and
    fills in `params`. `field` names the form field that can mend it (None: the whole form). `status` is
    the HTTP status when nobody catches it: 409, never 500 (requirement X5).
    """

    message: ClassVar[str] = N_("That cannot be done as things stand.")
    heading: ClassVar[str] = ""  # of the page, where the status alone would say too little
    field: str | None = None
    status: ClassVar[int] = 409

    def __init__(self, message: str | None = None, *, field: str | None = None, **params: object) -> None:
        self.text = message or self.message
        self.params: Mapping[str, object] = params
        if field is not None:
            self.field = field
        super().__init__(str(self))

    def __str__(self) -> str:
        if not self.params:
            return self.text
        return self.text % {name: _plain(value) for name, value in self.params.items()}


class ReasonNeeded(DomainError):
    """People are told why (row O6)."""

    message = N_("Say why in a few words. Everyone who is told reads it.")
    field = "reason"
    status = 422


class UnknownLink(DomainError):
    """A personal link opens nothing: mistyped, cut off, replaced, or guessed (counted: row X4)."""

    status = 404


def _plain(value: object) -> object:
    """Write a time of day on another date without seconds: 2011-12-31 10:00."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
