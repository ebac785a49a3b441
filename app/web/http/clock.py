"""The time as views ask for it."""

from datetime import datetime

from flask import g

from app.gateways import gateways


def now() -> datetime:
    """Return the instant of this request: all that it reads and writes happens at one moment."""
    if "now" not in g:
        g.now = gateways().clock.now()
    instant: datetime = g.now
    return instant
