from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog
from flask import redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.domain.attendance.admission import OPENS_BEFORE, Door, door
from app.domain.lifecycle import RegistrationState
from app.extensions import csrf, db, limiter
from app.models import Event, Registration
from app.services.attendance import links as attendee_links
from app.services.attendance import registrations
from app.services.calendars import participant_entries
from app.web import access, reader
from app.web.attendance.blueprint import blueprint
from app.web.attendance.words import no_way_in
from app.web.forms.base import Form
from app.web.http import headers
from app.web.http.clock import now
from app.web.pages import Page, page
from app.wording.when import utc_iso, when_of


class Guest(NamedTuple):
    """Whoever comes by a link of their own: with a seat, or as part of the programme."""

    event: Event
    zone: str | None
    may_enter: bool
    opens_before: timedelta
    registration: Registration | None = None


log = structlog.get_logger(__name__)


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@access.public
@limiter.limit("1200 per minute")  # everybody comes in the same minute
def join(token: str) -> Response | Page:
    """The way into the meeting: a countdown before, a door with one button at the hour, then its page.

    Only the press on the button counts somebody and leads on: mail scanners open every link (row R14).
    """
    guest = _guest(token)
    event = guest.event
    if not event.is_public:
        raise attendee_links.LinkUnknown
    time = event.announced_time
    stands = door(
        state=event.state,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        now=now(),
        opens_before=guest.opens_before,
    )
    if stands is Door.OVER:
        return redirect(url_for("program.event", slug=event.slug), 303)
    meeting = event.meeting_url if urlsplit(event.meeting_url).scheme in {"http", "https"} else ""
    is_open = stands is Door.OPEN and guest.may_enter and bool(meeting)
    if is_open and request.method == "POST":
        if guest.registration is not None:
            _note(guest.registration)
        return redirect(meeting, 303)
    if is_open:  # browsers ask this of where a form is led on to, too
        headers.allow("form-action", "{0.scheme}://{0.netloc}".format(urlsplit(meeting)))
    return page(
        "attendance/join.html",
        no_way_in=no_way_in(guest.registration.state if guest.registration else None),
        event=event,
        form=Form(),
        has_seat=guest.may_enter,
        is_open=is_open,
        door=stands,
        opens_iso=utc_iso(time.starts_at - guest.opens_before),
        opens_minutes=guest.opens_before.seconds // 60,
        when=when_of(event, reader.zone_name() or guest.zone),
    )


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
@csrf.exempt
@access.public
@limiter.limit("60 per minute")
def unsubscribe(token: str) -> str:
    """Stop reminders and nothing else. Mail programs post here without cookies or token (RFC 8058)."""
    if request.method == "POST" and request.form.get("List-Unsubscribe") != "One-Click":
        csrf.protect()
    registration = attendee_links.by_stop_link(token)
    if request.method == "POST":
        registrations.stop_reminders(registration, now=now())
        db.session.commit()
    return render_template(
        "attendance/unsubscribe.html",
        form=Form(),
        event=registration.event,
        stopped=registration.reminders_stopped_at is not None,
    )


def _guest(token: str) -> Guest:
    """Return whose link this is; the programme's people are let in when they are asked to meet."""
    entry = participant_entries.by_join_link(token)
    if entry is None:
        one = attendee_links.by_join_link(token)
        return Guest(one.event, one.zone, one.state is RegistrationState.CONFIRMED, OPENS_BEFORE, one)
    event = db.session.get_one(Event, entry.event_id)
    early = max(OPENS_BEFORE, timedelta(minutes=event.call_minutes))
    return Guest(event, None, may_enter=True, opens_before=early)


def _note(registration: Registration) -> None:
    """Remember the first time in. Nobody is kept outside because that could not be written."""
    if registration.joined_at is not None:
        return
    number = registration.id
    try:
        registrations.note_joined(number, now=now())
        db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()
        log.exception("a join could not be noted", registration=number)
