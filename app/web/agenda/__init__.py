"""The agenda of an event: built on the desk, public as plain text."""

from flask import Blueprint

blueprint = Blueprint("agenda", __name__)

from app.web.agenda import builder_views, item_views, text_views  # noqa: E402, F401
