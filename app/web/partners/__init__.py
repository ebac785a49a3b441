"""The organisations of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("partners", __name__)
DESK = "/desk/events/<slug>/organisations"

from app.web.partners import (  # noqa: E402, F401
    colleague_views,
    data_views,
    link_views,
    logo_views,
    proposal_views,
    rule_views,
    sign_off_views,
    views,
)
