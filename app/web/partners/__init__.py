"""The organisations of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("partners", __name__, url_prefix="/desk/events/<slug>/organisations")

from app.web.partners import views  # noqa: E402, F401
