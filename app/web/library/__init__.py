"""What an event leaves behind: materials and the summary, on the desk and for readers."""

from app.web.library import desk_views, public_views, summary_views, upload_views
from app.web.library.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (desk_views, public_views, summary_views, upload_views)
"""Importing them attaches them."""
