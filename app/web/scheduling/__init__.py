"""The desk: an organiser's events, their details, their hour, and the steps of their life."""

from app.web.scheduling import (
    check_views,
    clock_rules_views,
    copy_views,
    desk_views,
    details_views,
    edition_views,
    kit_views,
    life_views,
    team_views,
    time_views,
)
from app.web.scheduling.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (
    check_views,
    clock_rules_views,
    copy_views,
    desk_views,
    details_views,
    edition_views,
    kit_views,
    life_views,
    team_views,
    time_views,
)
"""Importing them attaches them."""
