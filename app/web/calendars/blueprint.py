"""Files and feeds: snapshots without METHOD, stable bytes (rows R3, R5), and what calendars answer (R4)."""

from flask import Blueprint

blueprint = Blueprint("calendars", __name__)
