from flask import render_template

from app.extensions import limiter
from app.services.attendance import links as attendee_links
from app.services.attendance import own_events
from app.web import access, reader
from app.web.attendance.blueprint import blueprint
from app.web.http.clock import now
from app.wording.when import when_of


@blueprint.get("/my/<token>/programme")
@access.public
@limiter.limit("60 per minute")
def programme(token: str) -> str:
    """Show everything the person's address is registered for, in the order of the hours (row R12).

    It names no other personal link: each of those opens its own door.
    """
    registration = attendee_links.by_person_link(token)
    attendee_links.require_confirmed(registration)
    lines = own_events.of_address(registration.email, now=now())
    zone = reader.zone_name() or registration.zone
    return render_template(
        "attendance/own_events.html",
        lines=[(line, when_of(line.registration.event, zone)) for line in lines],
        registration=registration,
        token=token,
    )
