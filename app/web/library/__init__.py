"""What an event leaves behind: materials and the summary, on the desk and for readers."""

from flask import Blueprint

blueprint = Blueprint("library", __name__)

from app.web.library import desk_views, public_views, summary_views, upload_views  # noqa: E402, F401
