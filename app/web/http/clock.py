"""The time as every view asks for it."""

from datetime import datetime

from app.gateways import gateways


def now() -> datetime:
    """Return the present instant, which tests can move."""
    return gateways().clock.now()
