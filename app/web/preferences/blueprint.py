"""What a reader chooses: a zone and a language."""

from flask import Blueprint

blueprint = Blueprint("preferences", __name__)
