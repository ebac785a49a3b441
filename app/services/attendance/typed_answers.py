"""What anybody can have typed for an address that was registered before: kept apart until it says yes (R11).

The earlier answers stay as they are; with the yes what was typed last takes their place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.lifecycle import RegistrationState
from app.models import Event, Registration
from app.services.attendance import questions
from app.services.attendance.questions import Replies


def belong_apart(registration: Registration, event: Event) -> bool:
    """Whether what the form brings for this address now may not touch what is known of its person."""
    is_asked_for_a_yes = event.confirm_email and registration.state is RegistrationState.CANCELLED
    return registration.typed is not None or is_asked_for_a_yes


def keep(registration: Registration, *, facts: Mapping[str, Any], replies: Replies) -> None:
    """Keep `facts` (column -> value) and the replies to the questions, instead of earlier ones."""
    said = {str(number): list(words) for number, words in replies.items()}
    registration.typed = {"facts": dict(facts), "replies": said}


def take_over(registration: Registration, *, now: datetime) -> None:
    """The address said yes: what was typed is theirs."""
    typed, registration.typed = registration.typed, None
    if typed is None:
        return
    for column, value in typed["facts"].items():
        setattr(registration, column, value)
    replies = {int(number): words for number, words in typed["replies"].items()}
    questions.keep(registration, replies, now=now)


def name(registration: Registration) -> str:
    """Return the name that a yes would give."""
    return str(registration.typed["facts"]["name"]) if registration.typed else registration.name
