from flask import abort, redirect, render_template, session, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response

from app.extensions import db, limiter
from app.models import Event
from app.queries import events, questions
from app.services.attendance import registrations, seats
from app.services.retention import attendees as attendee_retention
from app.web import access, reader
from app.web.attendance.blueprint import blueprint
from app.web.attendance.forms import RegistrationForm
from app.web.attendance.words import what_follows
from app.web.errors import sentence
from app.web.forms.question_fields import asking
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page


@blueprint.route("/events/<slug>/register", methods=["GET", "POST"])
@access.public
@limiter.limit("600 per minute", methods=["POST"])  # a whole conference may sit behind one address
def register(slug: str) -> Response | Page:
    event = _public_event(slug)
    form = asking(RegistrationForm, questions.asked(event.id))()
    form.offer_countries()
    if form.validate_on_submit():
        full = _is_full(event)
        with refusals_at(form):
            registrations.register(
                event=event,
                email=form.email.data,
                details=form.details(reader.zone_name()),
                answers=form.answers(),
                locale=str(get_locale()),
                now=now(),
            )
            db.session.commit()
            session["registered"] = {"slug": event.slug, "email": form.email.data, "full": full}
            return redirect(url_for("attendance.registered", slug=event.slug), 303)
    return _page(event, form)


@blueprint.get("/events/<slug>/registered")
@access.public
def registered(slug: str) -> str:
    """The answer to everybody who registers, the same whether or not the address was known before."""
    event = _public_event(slug)
    told = session.pop("registered", {})
    told = told if told.get("slug") == event.slug else {}
    return render_template(
        "attendance/registered.html",
        event=event,
        told=told,
        what_follows=what_follows(event, is_full=told.get("full", False)),
    )


def _page(event: Event, form: RegistrationForm) -> Page:
    refusal = seats.refusal(event, for_newcomers=True, now=now())
    return desk_page(
        "attendance/register.html",
        event,
        form=form,
        refusal=sentence(refusal) if refusal else None,
        full=_is_full(event),
        kept_until=attendee_retention.erased_from(event),
    )


def _public_event(slug: str) -> Event:
    """Return a public event; an old address leads on, a draft is not there."""
    event = events.by_slug(slug)
    if event is None and (now_at := events.current_slug_of(slug)):
        abort(redirect(url_for("attendance.register", slug=now_at), 301))
    if event is None or not event.is_public:
        abort(404)
    return event


def _is_full(event: Event) -> bool:
    return event.capacity is not None and event.seats_taken >= event.capacity
