"""A person's own calendar: everything they have a seat for or a part in, under one secret address (R5)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.calendars.calendar_file import calendar, entity_tag
from app.domain.calendars.personal_entry import own
from app.extensions import db, limiter
from app.queries import calendar_feeds
from app.services.attendance import links as attendee_links
from app.services.calendars import own_feeds, participant_entries
from app.web import access
from app.web.calendars.answer import REFRESH, answer
from app.web.calendars.blueprint import blueprint
from app.web.forms.base import Form
from app.web.http.clock import now


@blueprint.get("/my-events/<token>.ics")
@access.public
@limiter.limit("60 per minute", key_func=lambda: (request.view_args or {}).get("token", ""))
def own_feed(token: str) -> Response:
    """Seats, parts in programmes and tech checks of one address, each with the person's own way in."""
    owner = own_feeds.by_link(token)
    parts, seats = _of(owner)
    marks = [f"{seat.revision.sha256}.{_sequence(seat)}.{seat.registration.join_hash}" for seat in seats]
    marks += [f"{part.entry.uid}.{part.entry.sequence}.{part.entry.join_hash}" for part in parts]
    name = _("My side events")
    return answer(
        entity_tag(name.encode(), *(mark.encode() for mark in marks)),
        None,
        lambda: calendar([*_seats(seats), *map(_part, parts)], name=name, refresh=REFRESH),
        name="my-side-events.ics",
        private=True,
    )


@blueprint.route("/my-calendar/<token>", methods=["GET", "POST"])
@access.public
@limiter.limit("20 per minute")
def own_calendar(token: str) -> Response | str:
    """Make the secret address (shown once), put another in its place, or close it."""
    owner, form, address = own_feeds.owner_of(token, now=now()), Form(), ""
    if form.validate_on_submit():
        if request.form.get("do") == "close":
            own_feeds.close(owner)
            db.session.commit()
            flash(_("Closed. The address you had opens nothing any more."), "success")
            return redirect(url_for("calendars.own_calendar", token=token), 303)
        address = own_feeds.make(owner, now=now())
        db.session.commit()
    feed = own_feeds.of(owner)
    return render_template(
        "calendars/own_calendar.html",
        form=form,
        address=address,
        made_on=feed.made_at.date() if feed else None,
        token=token,
    )


def _of(owner: str) -> tuple[list[calendar_feeds.HeldEntry], list[calendar_feeds.HeldSeat]]:
    """Return parts and seats, so that no UID comes twice: on the programme, a seat adds no entry."""
    parts, seats = calendar_feeds.parts_of(owner, now=now()), calendar_feeds.seats_of(owner, now=now())
    covered = {part.event.id for part in parts if part.covers_event}
    seats = [seat for seat in seats if seat.registration.event_id not in covered]
    seated = {seat.registration.event.uid for seat in seats}
    return [part for part in parts if part.entry.is_held or part.entry.uid not in seated], seats


def _sequence(seat: calendar_feeds.HeldSeat) -> int:
    return max(seat.registration.invited_sequence or 0, seat.registration.event.sequence)


def _seats(seats: list[calendar_feeds.HeldSeat]) -> list[bytes]:
    bodies = calendar_feeds.bodies([seat.revision for seat in seats])
    return [
        own(part, sequence=_sequence(seat), location=attendee_links.join_url(seat.registration))
        for seat, part in zip(seats, bodies, strict=True)
    ]


def _part(part: calendar_feeds.HeldEntry) -> bytes:
    """Return the entry as its mail said it, in the person's language; ended ones say so for a while."""
    entry, event = part
    with force_locale(entry.locale):
        body = participant_entries.vevent_of(entry, event, status=None if entry.is_held else "CANCELLED")
    location = participant_entries.location_of(entry, event)
    return own(body, sequence=entry.sequence, location=location) if location else body
