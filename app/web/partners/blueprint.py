"""The organisations of an event, on the desk."""

from flask import Blueprint

from app.services.calendars import team_entries

blueprint = Blueprint("partners", __name__)
blueprint.add_app_template_global(team_entries.wants, "wants_entry")
DESK = "/desk/events/<slug>/organisations"
