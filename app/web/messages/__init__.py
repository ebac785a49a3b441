"""What the organisers write, and what went to whom."""

from app.web.messages import (
    contact_views,
    letter_views,
    message_views,
    note_views,
    participant_calendar_views,
)
from app.web.messages.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (contact_views, letter_views, message_views, note_views, participant_calendar_views)
"""Importing them attaches them."""
