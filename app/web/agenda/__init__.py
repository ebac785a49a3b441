"""The agenda of an event: built on the desk, public as plain text."""

from app.web.agenda import builder_views, item_views, text_views
from app.web.agenda.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (builder_views, item_views, text_views)
"""Importing them attaches them."""
