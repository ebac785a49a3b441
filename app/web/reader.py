"""The reader's zone: detected by the browser or chosen, kept in a cookie, never trusted (row T5)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from flask import Flask, g, request

from app.domain.clocks import zones
from app.wording.dates import city

COOKIE = "sidestage_zone"
AUTO, CHOSEN = "auto", "chosen"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ReaderZone:
    """The IANA zone and whether a person chose it (a detected one follows travel, a chosen one stays)."""

    name: str
    chosen: bool

    @property
    def city(self) -> str:
        """The zone's city, as the reader's language writes it."""
        return city(self.name)


def reader_zone() -> ReaderZone | None:
    """Return the reader's zone, or None where it is not known (no script ran and nothing was chosen)."""
    if "reader_zone" not in g:
        g.reader_zone = _read()
    return g.reader_zone


def zone_name() -> str | None:
    """Return the reader's IANA zone, if known."""
    zone = reader_zone()
    return zone.name if zone else None


def device_name() -> str | None:
    """Return what the browser calls its zone where that is no place we know: "UTC", "Etc/GMT+5"."""
    how, name = _cookie()
    unplaced = how == AUTO and name and name.isascii() and name.isprintable() and not _place(name)
    return name[:LONGEST_NAME] if unplaced else None


def _read() -> ReaderZone | None:
    how, name = _cookie()
    place = _place(name) if how in {AUTO, CHOSEN} else None
    return ReaderZone(place, how == CHOSEN) if place else None


def _cookie() -> tuple[str, str]:
    """How the zone is known, and its name: both as sent, by whomever."""
    how, _, name = unquote(request.cookies.get(COOKIE, "")[:100]).partition(":")
    return how, name


def _place(name: str) -> str | None:
    """Return the name under which the data in use has a place; browsers know newer names, or older ones."""
    if not zones.is_place(name):
        return None
    names = (name, zones.canonical(name), *zones.old_names(name))
    return next((one for one in names if one in zones.available_names()), None)


def init(app: Flask) -> None:
    """Show the reader's zone in every template."""

    @app.context_processor
    def zone() -> dict[str, Any]:
        return {"reader_zone": reader_zone()}
