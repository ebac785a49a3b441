"""Health, status and the mail folder of an installation without a mail server."""

from flask import Blueprint

blueprint = Blueprint("operations", __name__)
