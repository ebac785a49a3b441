"""The desk: an organiser's events, their details, their hour, and the steps of their life."""

from flask import Blueprint

from app.web.scheduling.change_names import change_name
from app.web.scheduling.mending import mending_url

blueprint = Blueprint("scheduling", __name__, url_prefix="/desk")
blueprint.add_app_template_filter(change_name)
blueprint.add_app_template_filter(mending_url)
