"""What a reader chooses: a zone and a language."""

from flask import Blueprint

blueprint = Blueprint("preferences", __name__)

from app.web.preferences import views  # noqa: E402, F401
