"""The people of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("speakers", __name__, url_prefix="/desk/events/<slug>/people")

from app.web.speakers import check_views, csv_views, link_views, list_views, person_views  # noqa: E402, F401
