from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.attendance import admission
from app.domain.lifecycle import RegistrationState
from app.extensions import db, limiter
from app.models import Event, Registration
from app.queries import questions
from app.services.attendance import links as attendee_links
from app.services.attendance import registrations, seats
from app.services.retention import attendees as attendee_retention
from app.web import access, reader
from app.web.attendance import confirm_views, words
from app.web.attendance.blueprint import blueprint
from app.web.attendance.forms import ChangeForm
from app.web.errors import sentence
from app.web.forms.base import Form
from app.web.forms.question_fields import asking, said_words
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.wording.when import when_of

A_MINUTE = "60 per minute"


@blueprint.get("/my/<token>")
@access.public
@limiter.limit(A_MINUTE)
def my(token: str) -> str:
    registration = attendee_links.by_person_link(token)
    if registration.state is RegistrationState.UNCONFIRMED:
        return confirm_views.page(registration, token)
    event = registration.event
    state, door, until = registration.state, _door(event), confirm_views.until(registration)
    to_come = event.is_public and door in {admission.Door.EARLY, admission.Door.OPEN}
    return render_template(
        "attendance/my.html",
        registration=registration,
        event=event,
        token=token,
        form=Form(),
        has_seat=state is RegistrationState.CONFIRMED,
        when=when_of(event, _zone(registration)),
        door=door,
        to_come=to_come,
        standing=words.standing(state, door, is_to_come=to_come, until=until),
        leaving=words.leaving(state),
        refusal=_refusal(registration),
        until=until if state is RegistrationState.OFFERED else "",
        told=[(answer.asked, said_words(answer)) for answer in questions.answers_in_order(registration.id)],
        join_url=attendee_links.join_url(registration),
        my_url=attendee_links.person_url(registration),
        kept_until=attendee_retention.erased_from(event),
    )


@blueprint.route("/my/<token>/change", methods=["GET", "POST"])
@access.public
@limiter.limit(A_MINUTE)
def change(token: str) -> Response | Page:
    registration = attendee_links.by_person_link(token)
    asked, answered = questions.asked(registration.event_id), questions.answers_of(registration.id)
    form = asking(ChangeForm, asked, answered)(obj=registration)
    form.offer_countries()
    form.offer_zones(registration.zone)
    if form.validate_on_submit():
        with refusals_at(form):
            registrations.change(
                registration,
                details=form.details(form.zone.data or None),
                answers=form.answers(),
                now=now(),
            )
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("attendance.my", token=token), 303)
    return page("attendance/change.html", form=form, event=registration.event, token=token)


@blueprint.route("/my/<token>/cancel", methods=["GET", "POST"])
@access.public
@limiter.limit(A_MINUTE)
def cancel(token: str) -> Response | str:
    registration = attendee_links.by_person_link(token)
    form = Form()
    if form.validate_on_submit():
        registrations.cancel(registration, now=now())
        db.session.commit()
        flash(_("Your registration is cancelled. Thank you for saying so."), "success")
        return redirect(url_for("attendance.my", token=token), 303)
    return render_template(
        "attendance/cancel.html",
        form=form,
        words=words.leaving(registration.state),
        event=registration.event,
        token=token,
    )


@blueprint.post("/my/<token>/register-again")
@access.public
@limiter.limit(A_MINUTE)
def register_again(token: str) -> Response:
    registration = attendee_links.by_person_link(token)
    registrations.register_again(registration, now=now())
    db.session.commit()
    if registration.state is RegistrationState.WAITING:
        flash(_("You are on the waiting list. We write to you as soon as a seat is yours."), "info")
    else:
        flash(_("You have a seat again. The invitation is in your mail."), "success")
    return redirect(url_for("attendance.my", token=token), 303)


@blueprint.post("/my/<token>/reminders")
@access.public
@limiter.limit(A_MINUTE)
def reminders(token: str) -> Response:
    registration = attendee_links.by_person_link(token)
    if request.form.get("reminders") == "stop":
        registrations.stop_reminders(registration, now=now())
        flash(_("No more reminders. Your seat stays yours."), "success")
    else:
        registrations.start_reminders(registration, now=now())
        flash(_("We remind you before the start."), "success")
    db.session.commit()
    return redirect(url_for("attendance.my", token=token), 303)


@blueprint.route("/my/<token>/new-link", methods=["GET", "POST"])
@access.public
@limiter.limit("10 per minute")
def new_link(token: str) -> Response | str:
    registration = attendee_links.by_person_link(token)
    form = Form()
    if form.validate_on_submit():
        registrations.replace_link(registration, now=now())
        db.session.commit()
        return redirect(attendee_links.person_url(registration), 303)
    return render_template("attendance/new_link.html", form=form, event=registration.event, token=token)


@blueprint.get("/my/<token>/data.json")
@access.public
@limiter.limit(A_MINUTE)
def data(token: str) -> FlaskResponse:
    answer = jsonify(attendee_retention.personal_data(attendee_links.by_person_link(token)))
    answer.headers["Content-Disposition"] = 'attachment; filename="my-registration.json"'
    return answer


@blueprint.route("/my/<token>/erase", methods=["GET", "POST"])
@access.public
@limiter.limit("10 per minute")
def erase(token: str) -> Response | str:
    registration = attendee_links.by_person_link(token)
    form, event = Form(), registration.event
    if form.validate_on_submit():
        slug = event.slug
        attendee_retention.erase(registration, now=now())
        db.session.commit()
        flash(_("Your data is erased, and your links no longer open anything."), "success")
        return redirect(url_for("program.event", slug=slug), 303)
    return render_template(
        "attendance/erase.html", form=form, registration=registration, event=event, token=token
    )


def _door(event: Event) -> admission.Door:
    """Return how the way in stands; a page taken back may have lost even its hour."""
    time = event.time
    if time is None:
        return admission.Door.POSTPONED
    return admission.door(state=event.state, starts_at=time.starts_at, ends_at=time.ends_at, now=now())


def _zone(registration: Registration) -> str | None:
    return reader.zone_name() or registration.zone


def _refusal(registration: Registration) -> str | None:
    """Return why somebody who gave the seat back cannot register again, or None."""
    refused = seats.refusal(registration.event, for_newcomers=True, now=now())
    return sentence(refused) if refused else None
