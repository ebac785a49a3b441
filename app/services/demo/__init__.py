"""The demo: one event of the record, one that is open for registration, and one draft half done."""

from datetime import datetime

from app.services.accounts import account_for
from app.services.actor import Actor
from app.services.demo import draft, pacific, sti_forum

ORGANISER_EMAIL = "amara@example.org"
ORGANISER_NAME = "Amara Okafor"


def load(*, now: datetime) -> None:
    """Fill an empty database; the demo organiser leads all three events."""
    account = account_for(email=ORGANISER_EMAIL, name=ORGANISER_NAME, now=now)
    actor = Actor(ORGANISER_NAME, account.id)
    sti_forum.load(actor=actor, now=now)
    pacific.load(actor=actor, now=now)
    draft.load(actor=actor, now=now)
