"""On the way to a seat: the address is confirmed, a seat that became free is taken or given back (R1, R2)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.domain.lifecycle import RegistrationState
from app.extensions import db, limiter
from app.models import Registration
from app.services.attendance import admission, seat_offers, seats
from app.services.attendance import links as attendee_links
from app.web import access, reader
from app.web.attendance.blueprint import blueprint
from app.web.errors import sentence
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.wording.dates import moment
from app.wording.when import when_of

A_MINUTE = "60 per minute"


def page(registration: Registration, token: str) -> str:
    """Ask for the one button. Looking at the page confirms nothing: mail scanners follow every link."""
    event = registration.event
    refusal = seats.refusal(event, for_newcomers=True, now=now())
    if registration.answer_by is None or registration.answer_by <= now():
        refusal = refusal or admission.ConfirmationOver()
    return render_template(
        "attendance/confirm.html",
        registration=registration,
        event=event,
        name=admission.name_after_yes(registration),
        token=token,
        form=Form(),
        when=when_of(event, reader.zone_name() or registration.zone),
        until=until(registration),
        refusal=sentence(refusal) if refusal else None,
    )


def until(registration: Registration) -> str:
    """Write until when an answer is waited for, on the reader's own clock; nothing once that has passed."""
    zone, last = reader.zone_name() or registration.zone or registration.event.zone, registration.answer_by
    return moment(last, zone) if last and zone and last > now() else ""


@blueprint.post("/my/<token>/confirm")
@access.public
@limiter.limit(A_MINUTE)
def confirm(token: str) -> Response:
    registration = attendee_links.by_person_link(token)
    try:
        admission.confirm(registration, now=now())
    except attendee_links.LinkUnknown:
        raise
    except DomainError:
        db.session.rollback()  # the page that comes next says why
    else:
        db.session.commit()
        _welcome(registration.state)
    return redirect(url_for("attendance.my", token=token), 303)


@blueprint.post("/my/<token>/seat")
@access.public
@limiter.limit(A_MINUTE)
def seat(token: str) -> Response:
    """Take the seat that is kept, or pass it on: one button each."""
    registration = attendee_links.by_person_link(token)
    verb = {"take": seat_offers.take, "leave": seat_offers.leave}.get(request.form.get("seat", ""))
    with refusals_flashed():
        (verb or abort(400))(registration, now=now())
        db.session.commit()
        _welcome(registration.state)
    return redirect(url_for("attendance.my", token=token), 303)


def _welcome(state: RegistrationState) -> None:
    if state is RegistrationState.CONFIRMED:
        flash(_("You have a seat. The invitation is in your mail."), "success")
    elif state is RegistrationState.WAITING:
        flash(_("You are on the waiting list. We write to you as soon as a seat is yours."), "info")
    elif state is RegistrationState.APPLIED:
        flash(_("Thank you. The organisers look at each registration and write to you."), "info")
    elif state is RegistrationState.CANCELLED:
        flash(_("The seat goes to the next in the list. Thank you for saying so."), "success")
