"""A speaker's desk behind a personal link: answer, profile, consents, slides, tech check."""

from flask import Blueprint

blueprint = Blueprint("speaking", __name__)
DESK = "/speak/<token>"

from app.web.speaking import desk_views, opening, photo_views, profile_views  # noqa: E402, F401
