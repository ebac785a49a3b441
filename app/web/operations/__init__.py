"""Health, status and the mail folder of an installation without a mail server."""

from app.web.operations import metrics, views
from app.web.operations.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (metrics, views)
"""Importing them attaches them."""
