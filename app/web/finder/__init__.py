"""Fair hours: what an hour asks of each of an event's people, and asking them."""

from app.web.finder import answer_views, fair_hours_views, line_views, poll_views, propose_views
from app.web.finder.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (answer_views, fair_hours_views, line_views, poll_views, propose_views)
"""Importing them attaches them."""
