"""The organisations of an event, on the desk."""

from flask import Blueprint

from app.services.calendars import team_entries

blueprint = Blueprint("partners", __name__)
blueprint.add_app_template_global(team_entries.wants, "wants_entry")
DESK = "/desk/events/<slug>/organisations"

from app.web.partners import (  # noqa: E402, F401
    calendar_views,
    colleague_views,
    data_views,
    link_views,
    logo_views,
    proposal_views,
    rule_views,
    sign_off_views,
    views,
)
