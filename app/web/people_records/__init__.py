"""People across events, on the desk: their record, who may be seen double, one made of two."""

from app.web.people_records import merge_views, record_views
from app.web.people_records.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (merge_views, record_views)
"""Importing them attaches them."""
