"""People across events, on the desk: their record, who may be seen double, one made of two."""

from flask import Blueprint

blueprint = Blueprint("people_records", __name__, url_prefix="/desk/people")

from app.web.people_records import merge_views, record_views  # noqa: E402, F401
