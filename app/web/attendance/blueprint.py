"""Attendees: register, change, join; and the organisers' list of them."""

from flask import Blueprint
from markupsafe import Markup

from app.services.calendars import buttons as calendar_buttons
from app.services.scheduling import delivery_log

blueprint = Blueprint("attendance", __name__)
blueprint.add_app_template_global(calendar_buttons.of, "calendar_buttons")
blueprint.add_app_template_global(delivery_log.preview, "who_is_told")
blueprint.add_app_template_filter(
    Markup, "drawn"
)  # for the code that segno draws, which holds no words of anyone
