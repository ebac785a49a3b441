"""The organisers' list of who is coming: approvals, questions, attendance."""

from flask import Blueprint

blueprint = Blueprint("registrations", __name__)
