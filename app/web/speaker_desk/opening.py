"""Every page behind a personal link begins here: whose link it is, and whether it still opens."""

from typing import cast

from flask import Response, g, make_response, render_template, request

from app.domain.clocks import zones
from app.extensions import db
from app.services.speakers import links as speaker_links
from app.services.speakers.links import Opened
from app.web import reader
from app.web.forms.base import Form
from app.web.http.clock import now
from app.web.speaker_desk.blueprint import blueprint


@blueprint.before_request
def open_link() -> Response | None:
    """Look the link up once. An expired one offers a new link, by mail alone."""
    token = (request.view_args or {}).get("token")
    if token is None:
        return None
    opened = g.speaking = speaker_links.open_link(token, now=now())
    if opened.expired and request.endpoint != "speaker_desk.new_link":
        page = render_template(
            "speaker_desk/expired.html", event=opened.event, link=opened.link, form=Form(), token=token
        )
        return make_response(page, 410)
    if speaker_links.note_use(opened.link, now=now()):
        db.session.commit()
    return None


def opened() -> Opened:
    """Return the link of this request."""
    return cast("Opened", g.speaking)


def own_zone(found: Opened) -> str | None:
    """Return where the person is: as their browser says, else as their record says."""
    known = found.link.participation.person.zone
    return reader.zone_name() or (known if known in zones.available_names() else None)
