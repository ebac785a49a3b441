"""The desk: an organiser's events, their details, their hour, and the steps of their life."""

from flask import Blueprint

from app.web.scheduling.change_names import change_name

blueprint = Blueprint("scheduling", __name__, url_prefix="/desk")
blueprint.add_app_template_filter(change_name)

from app.web.scheduling import (  # noqa: E402
    check_views,  # noqa: F401
    clock_rules_views,  # noqa: F401
    copy_views,  # noqa: F401
    desk_views,  # noqa: F401
    details_views,  # noqa: F401
    edition_views,  # noqa: F401
    kit_views,  # noqa: F401
    life_views,  # noqa: F401
    team_views,  # noqa: F401
    time_views,  # noqa: F401
)
