"""Fair hours: what an hour asks of each of an event's people, and asking them."""

from flask import Blueprint

blueprint = Blueprint("finder", __name__)

from app.web.finder import (  # noqa: E402
    answer_views,  # noqa: F401
    fair_hours_views,  # noqa: F401
    line_views,  # noqa: F401
    poll_views,  # noqa: F401
    propose_views,  # noqa: F401
)
