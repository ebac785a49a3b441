"""The organisations of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("partners", __name__)
DESK = "/desk/events/<slug>/organisations"

from app.web.partners import link_views, logo_views, sign_off_views, views  # noqa: E402, F401
