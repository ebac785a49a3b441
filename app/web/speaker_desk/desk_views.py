from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.lifecycle import ANSWER_AWAITED, SETTLED, ParticipationState
from app.extensions import db, limiter
from app.services.speakers import answers as speaker_answers
from app.services.speakers import invitations, profiles
from app.services.speakers import links as speaker_links
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.forms import InvitationAnswerForm, SubstituteForm
from app.web.speaker_desk.items import items_of
from app.web.speaker_desk.opening import opened, own_zone
from app.web.speaker_desk.tasks import tasks_of
from app.web.speaker_desk.words import answer_words
from app.wording.when_in_full import when_in_full

VERBS = {
    "accept": ParticipationState.ACCEPTED,
    "decline": ParticipationState.DECLINED,
    "unsure": ParticipationState.TENTATIVE,
}


@blueprint.get(DESK)
@access.public
def desk(token: str) -> Page:
    """The invitation, the answer, and what is left to do."""
    return _page(token, InvitationAnswerForm(), SubstituteForm())


@blueprint.post(f"{DESK}/answer")
@access.public
def answer(token: str) -> Response | Page:
    found, form = opened(), InvitationAnswerForm()
    state = VERBS.get(arranging.command().verb)
    if state is None:
        abort(422)
    if not form.validate_on_submit():
        return _page(token, form, SubstituteForm())
    with refusals_at(form):
        speaker_answers.answer(
            found.event,
            found.link,
            state=state,
            note=form.note.data or "",
            promised_by=form.promised_by.data,
            now=now(),
        )
        ask = state is ParticipationState.ACCEPTED and bool(profiles.missing(found.link))
        db.session.commit()
        flash(_said(state), "success")
        return redirect(url_for("speaker_desk.profile" if ask else "speaker_desk.desk", token=token), 303)
    if form.form_errors:  # as where the event is over: the desk has no form then that could say it
        flash(form.form_errors[0], "error")
        return redirect(url_for("speaker_desk.desk", token=token), 303)
    return _page(token, form, SubstituteForm())


@blueprint.post(f"{DESK}/substitute")
@access.public
def substitute(token: str) -> Response | Page:
    found, form = opened(), SubstituteForm()
    if form.validate_on_submit():
        with refusals_at(form):
            person = speaker_answers.propose_substitute(
                found.event,
                found.link,
                name=form.name.data,
                email=form.email.data,
                note=form.note.data or "",
                now=now(),
            )
            name = person.name_printed
            db.session.commit()
            flash(_("Thank you. The organisers decide, and then ask %(name)s.", name=name), "success")
            return redirect(url_for("speaker_desk.desk", token=token), 303)
    return _page(token, InvitationAnswerForm(formdata=None), form)


@blueprint.post(f"{DESK}/new-link")
@access.public
@limiter.limit("5 per hour")
def new_link(token: str) -> Response | str:
    """Close this link and mail a new one to the address that the organisers know: nobody else gets it."""
    found = opened()
    if not found.link.participation.person.email:
        flash(_("No address of yours is known here. Ask the organisers for a new link."), "error")
        return redirect(url_for("speaker_desk.desk", token=token), 303)
    speaker_links.renew(found.event, found.link, now=now())
    invitations.send(found.event, found.link, kind=invitations.LINK, mark=f"{now():%Y%m%d%H%M%S}", now=now())
    title = found.event.title
    db.session.commit()
    return render_template("speaker_desk/new_link.html", title=title)


def _page(token: str, form: InvitationAnswerForm, other: SubstituteForm) -> Page:
    found = opened()
    event, part = found.event, found.link.participation
    try:
        invitations.require_ahead(event, now())
        may_answer = part.state not in SETTLED
    except invitations.EventIsOver:
        may_answer = False
    return page(
        "speaker_desk/desk.html",
        event=event,
        link=found.link,
        part=part,
        may_answer=may_answer,
        answer=answer_words(found.link, event_is_public=event.is_public),
        needs_answer=may_answer and part.state in ANSWER_AWAITED,
        is_unanswered=part.state in ANSWER_AWAITED,
        form=form,
        other=other,
        plain=Form(formdata=None),
        items=items_of(event, part, own_zone(found)),
        tasks=tasks_of(found, token),
        token=token,
        own_calendar=bool(part.person.email) and not found.by_hand,
        when=when_in_full(event, own_zone(found), now=now()),
    )


def _said(state: ParticipationState) -> str:
    if state is ParticipationState.ACCEPTED:
        return str(_("Thank you: you take part."))
    if state is ParticipationState.TENTATIVE:
        return str(_("Thank you. Tell us here as soon as you know."))
    return str(_("Thank you for saying so. The organisers have been told."))
