"""Files and feeds: snapshots without METHOD, stable bytes (rows R3, R5), and what calendars answer (R4)."""

from app.web.calendars import inbound_views, own_views, views
from app.web.calendars.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (inbound_views, own_views, views)
"""Importing them attaches them."""
