"""The people of an event, on the desk."""

from flask import Blueprint

blueprint = Blueprint("speakers", __name__, url_prefix="/desk/events/<slug>/people")

from app.web.speakers import (  # noqa: E402
    check_views,  # noqa: F401
    csv_views,  # noqa: F401
    import_views,  # noqa: F401
    link_views,  # noqa: F401
    list_views,  # noqa: F401
    person_views,  # noqa: F401
    profile_views,  # noqa: F401
)
