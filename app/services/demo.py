"""The demo: three real-looking events that show Sidestage alive."""

from datetime import datetime

ORGANISER_EMAIL = "amara@example.org"


def load(*, now: datetime) -> None:
    """Fill an empty database."""
