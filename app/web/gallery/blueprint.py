"""The living page: every component in every state, with invented values."""

from flask import Blueprint

blueprint = Blueprint("gallery", __name__)
