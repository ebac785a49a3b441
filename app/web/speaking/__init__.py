"""A speaker's desk behind a personal link: answer, profile, consents, slides, tech check."""

from flask import Blueprint

blueprint = Blueprint("speaking", __name__)
DESK = "/speak/<token>"

from app.web.speaking import (  # noqa: E402
    check_views,  # noqa: F401
    consent_views,  # noqa: F401
    data_views,  # noqa: F401
    desk_views,  # noqa: F401
    opening,  # noqa: F401
    photo_views,  # noqa: F401
    profile_views,  # noqa: F401
    slides_views,  # noqa: F401
)
