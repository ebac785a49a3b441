"""The public programme: events, editions, organisations, people, search."""

from flask import Blueprint

blueprint = Blueprint("program", __name__)

from app.web.program import crawlers, share_views, views  # noqa: E402, F401
