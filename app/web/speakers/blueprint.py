"""The people of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("speakers", __name__, url_prefix="/desk/events/<slug>/people")
