"""What the organisers write, and what went to whom."""

from app.web.messages import message_views, note_views, participant_calendar_views
from app.web.messages.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (message_views, note_views, participant_calendar_views)
"""Importing them attaches them."""
