from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, may
from app.domain.errors import DomainError
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Registration
from app.queries import questions
from app.queries import registrations as query
from app.services.attendance import registrations
from app.services.calendars import replies
from app.web import access, reader
from app.web.forms.base import Form
from app.web.forms.question_fields import said_words
from app.web.registrations.blueprint import blueprint
from app.web.registrations.forms import RemovalForm
from app.wording.when import when_of


@blueprint.get("/desk/events/<slug>/registrations/<int(max=2147483647):number>")
def registration(slug: str, number: int) -> str:
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    return _page(event, _loaded(event, number), RemovalForm())


@blueprint.post("/desk/events/<slug>/registrations/<int(max=2147483647):number>/cancel")
def remove(slug: str, number: int) -> Response | tuple[str, int]:
    """Take the seat back from one person, who reads why; the next in the list gets it."""
    event = access.load_event(slug, Action.EDIT)
    one, form = _loaded(event, number), RemovalForm()
    told = one.state is not RegistrationState.UNCONFIRMED
    if form.validate_on_submit():
        try:
            registrations.cancel(
                one, now=gateways().clock.now(), by_organiser=True, reason=form.reason.data or ""
            )
        except DomainError as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(
                _("The registration is cancelled and the person is told.")
                if told
                else _("The registration is cancelled. Nobody is told: the address was never confirmed."),
                "success",
            )
            return redirect(url_for("registrations.registrations", slug=slug), 303)
    return _page(event, one, form), 422


@blueprint.post("/desk/events/<slug>/registrations/<int(max=2147483647):number>/new-link")
def replace_link(slug: str, number: int) -> Response:
    """Make a link that went astray void; the person gets a new one by mail."""
    event = access.load_event(slug, Action.EDIT)
    one = _loaded(event, number)
    if Form().validate_on_submit():
        registrations.replace_link(one, now=gateways().clock.now())
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


def _page(event: Event, one: Registration, form: RemovalForm) -> str:
    return render_template(
        "registrations/registration.html",
        event=event,
        one=one,
        form=form,
        told=[(answer.asked, said_words(answer)) for answer in questions.answers_in_order(one.id)],
        when=when_of(event, reader.zone_name()),
        may_edit=may(access.role_in(event), Action.EDIT),
    )
