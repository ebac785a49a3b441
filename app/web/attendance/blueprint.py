"""Attendees: register, change, join; and the organisers' list of them."""

from flask import Blueprint
from markupsafe import Markup

from app.models import Event
from app.services.calendars import buttons as calendar_buttons
from app.services.scheduling import delivery_log
from app.web.http.clock import now
from app.web.words.deliveries import told_words

blueprint = Blueprint("attendance", __name__)
blueprint.add_app_template_global(calendar_buttons.of, "calendar_buttons")
blueprint.add_app_template_filter(
    Markup, "drawn"
)  # for the code that segno draws, which holds no words of anyone


blueprint.add_app_template_global(told_words)


@blueprint.app_template_global("who_is_told")
def _who_is_told(event: Event, *, cancels: bool = False) -> delivery_log.Told:
    """Return who would hear of a change made now; `cancels`: of a cancellation."""
    return delivery_log.preview(event, now=now(), cancels=cancels)
