"""Health, status and the mail folder of an installation without a mail server."""

from flask import Blueprint

blueprint = Blueprint("operations", __name__)

from app.web.operations import metrics, views  # noqa: E402, F401
