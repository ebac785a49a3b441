from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.queries import letters, questions
from app.queries import registrations as query
from app.services.attendance import registrations
from app.services.calendars import replies
from app.web import access
from app.web.forms.base import Form
from app.web.forms.question_fields import said_words
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.registrations import words
from app.web.registrations.blueprint import blueprint
from app.web.registrations.forms import RemovalForm


@blueprint.get("/desk/events/<slug>/registrations/<int(max=2147483647):number>")
def registration(slug: str, number: int) -> Page:
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    return _page(event, _loaded(event, number), RemovalForm())


@blueprint.post("/desk/events/<slug>/registrations/<int(max=2147483647):number>/cancel")
def remove(slug: str, number: int) -> Response | Page:
    """Take the seat back from one person, who reads why; the next in the list gets it."""
    event = access.load_event(slug, Action.EDIT)
    one, form = _loaded(event, number), RemovalForm()
    told = one.state is not RegistrationState.UNCONFIRMED
    if form.validate_on_submit():
        with refusals_at(form):
            registrations.cancel(one, now=now(), by_organiser=True, reason=form.reason.data or "")
            db.session.commit()
            flash(
                _("The registration is cancelled and the person is told.")
                if told
                else _("The registration is cancelled. Nobody is told: the address was never confirmed."),
                "success",
            )
            return redirect(url_for("registrations.registrations", slug=slug), 303)
    return _page(event, one, form)


@blueprint.post("/desk/events/<slug>/registrations/<int(max=2147483647):number>/new-link")
def replace_link(slug: str, number: int) -> Response:
    """Make a link that went astray void; the person gets a new one by mail."""
    event = access.load_event(slug, Action.EDIT)
    one = _loaded(event, number)
    if Form().validate_on_submit():
        registrations.replace_link(one, now=now())
        db.session.commit()
        flash(_("The old link is void; a new one is on its way to the person."), "success")
    return redirect(url_for("registrations.registration", slug=slug, number=number), 303)


@blueprint.post("/desk/events/<slug>/registrations/<int(max=2147483647):number>/proposal-seen")
def proposal_seen(slug: str, number: int) -> Response:
    """Put a proposed time aside; moving the event is another page."""
    event = access.load_event(slug, Action.EDIT)
    one = _loaded(event, number)
    if Form().validate_on_submit():
        replies.settle_proposal(one)
        db.session.commit()
    return redirect(url_for("registrations.registrations", slug=slug), 303)


def _loaded(event: Event, number: int) -> Registration:
    if number > 2**31 - 1:
        abort(404)
    return query.by_number(event.id, number) or abort(404)


def _page(event: Event, one: Registration, form: RemovalForm) -> Page:
    title, verb = words.removal(one.state)
    return desk_page(
        "registrations/registration.html",
        event,
        one=one,
        form=form,
        removal_title=title,
        removal_verb=verb,
        told=[(answer.asked, said_words(answer)) for answer in questions.answers_in_order(one.id)],
        letters=letters.of_registration(one),
        answer_of=query.answer_of,
        may_edit=access.allows(event, Action.EDIT),
    )
