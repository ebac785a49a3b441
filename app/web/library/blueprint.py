"""What an event leaves behind: materials and the summary, on the desk and for readers."""

from flask import Blueprint

blueprint = Blueprint("library", __name__)
