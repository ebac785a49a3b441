"""The desk: an organiser's events, their details, their hour, and the steps of their life."""

from flask import Blueprint

from app.web.scheduling.change_names import change_name

blueprint = Blueprint("scheduling", __name__, url_prefix="/desk")
blueprint.add_app_template_filter(change_name)
