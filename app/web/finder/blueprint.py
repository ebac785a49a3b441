"""Fair hours: what an hour asks of each of an event's people, and asking them."""

from flask import Blueprint

blueprint = Blueprint("finder", __name__)
