"""Attendees: register, change, join; and the organisers' list of them."""

from app.web.attendance import confirm_views, join_views, my_views, own_events_views, register_views
from app.web.attendance.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (confirm_views, join_views, my_views, own_events_views, register_views)
"""Importing them attaches them."""
