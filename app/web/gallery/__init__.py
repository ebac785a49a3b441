"""The living page: every component in every state, with invented values."""

from app.web.gallery import views
from app.web.gallery.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (views,)
"""Importing them attaches them."""
