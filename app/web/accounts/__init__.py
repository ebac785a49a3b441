"""Signing in and out."""

from app.web.accounts import views
from app.web.accounts.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (views,)
"""Importing them attaches them."""
