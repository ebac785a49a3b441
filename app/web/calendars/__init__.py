"""Calendar files and feeds: snapshots without METHOD, stable to the byte (rows R3, R5)."""

from flask import Blueprint

blueprint = Blueprint("calendars", __name__)

from app.web.calendars import views  # noqa: E402, F401
