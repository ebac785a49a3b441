"""The organisations of an event, on the desk."""

from app.web.partners import (
    calendar_views,
    colleague_views,
    data_views,
    link_views,
    logo_views,
    proposal_views,
    rule_views,
    sign_off_views,
    views,
)
from app.web.partners.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (
    calendar_views,
    colleague_views,
    data_views,
    link_views,
    logo_views,
    proposal_views,
    rule_views,
    sign_off_views,
    views,
)
"""Importing them attaches them."""
