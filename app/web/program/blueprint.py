"""The public programme: events, editions, organisations, people, search."""

from flask import Blueprint

blueprint = Blueprint("program", __name__)
