"""The people of an event, on the desk."""

from app.web.speakers import (
    check_views,
    csv_views,
    import_views,
    link_views,
    list_views,
    person_views,
    profile_views,
)
from app.web.speakers.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (check_views, csv_views, import_views, link_views, list_views, person_views, profile_views)
"""Importing them attaches them."""
