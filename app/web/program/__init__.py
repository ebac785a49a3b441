"""The public programme: events, editions, organisations, people, search."""

from app.web.program import crawlers, share_views, views
from app.web.program.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (crawlers, share_views, views)
"""Importing them attaches them."""
