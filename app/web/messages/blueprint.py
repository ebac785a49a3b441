"""What the organisers write, and what went to whom."""

from flask import Blueprint

blueprint = Blueprint("messages", __name__)
