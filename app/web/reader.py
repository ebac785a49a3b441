"""The reader's zone: detected by the browser or chosen, kept in a cookie, never trusted (row T5)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from flask import Flask, g, request

from app.domain import zones

COOKIE = "sidestage_zone"
AUTO, CHOSEN = "auto", "chosen"


@dataclass(frozen=True, slots=True)
class ReaderZone:
    """The IANA zone and whether a person chose it (a detected one follows travel, a chosen one stays)."""

    name: str
    chosen: bool

    @property
    def city(self) -> str:
        """The zone's city."""
        return zones.city(self.name)


def reader_zone() -> ReaderZone | None:
    """Return the reader's zone, or None where it is not known (no script ran and nothing was chosen)."""
    if "reader_zone" not in g:
        g.reader_zone = _read(request.cookies.get(COOKIE, ""))
    return g.reader_zone


def zone_name() -> str | None:
    """Return the reader's IANA zone, if known."""
    zone = reader_zone()
    return zone.name if zone else None


def _read(cookie: str) -> ReaderZone | None:
    how, _, name = unquote(cookie[:100]).partition(":")
    if how not in {AUTO, CHOSEN} or not zones.is_place(name):
        return None
    return ReaderZone(name, how == CHOSEN)


def init(app: Flask) -> None:
    """Show the reader's zone in every template."""

    @app.context_processor
    def zone() -> dict[str, Any]:
        return {"reader_zone": reader_zone()}
