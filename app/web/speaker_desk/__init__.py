"""A speaker's desk behind a personal link: answer, profile, consents, slides, tech check."""

from app.web.speaker_desk import (
    check_views,
    consent_views,
    data_views,
    desk_views,
    opening,
    photo_views,
    profile_views,
    slides_views,
)
from app.web.speaker_desk.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (
    check_views,
    consent_views,
    data_views,
    desk_views,
    opening,
    photo_views,
    profile_views,
    slides_views,
)
"""Importing them attaches them."""
