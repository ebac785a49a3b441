"""What a reader chooses: a zone and a language."""

from app.web.preferences import views
from app.web.preferences.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (views,)
"""Importing them attaches them."""
