"""Signing in and out."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from app.web.accounts import views  # noqa: E402, F401
