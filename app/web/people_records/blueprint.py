"""People across events, on the desk: their record, who may be seen double, one made of two."""

from flask import Blueprint

blueprint = Blueprint("people_records", __name__, url_prefix="/desk/people")
