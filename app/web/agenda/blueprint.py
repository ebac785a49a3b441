"""The agenda of an event: built on the desk, public as plain text."""

from flask import Blueprint

blueprint = Blueprint("agenda", __name__)
