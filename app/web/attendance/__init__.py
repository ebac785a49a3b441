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

from app.web.attendance import (  # noqa: E402
    approval_views,  # noqa: F401
    confirm_views,  # noqa: F401
    desk_views,  # noqa: F401
    join_views,  # noqa: F401
    meeting_list_views,  # noqa: F401
    message_views,  # noqa: F401
    my_views,  # noqa: F401
    note_views,  # noqa: F401
    own_programme_views,  # noqa: F401
    person_desk_views,  # noqa: F401
    programme_views,  # noqa: F401
    question_views,  # noqa: F401
    register_views,  # noqa: F401
)
