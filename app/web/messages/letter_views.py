"""What people wrote to the organisers: read by the team, answered or put aside by a lead (row R4)."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.mail.kinds import WORDS as KINDS
from app.domain.mail.letters import own_words
from app.extensions import db
from app.mails.messages.notes import paragraphs
from app.models import Event, Letter, OutboxMessage
from app.queries import letters as query
from app.services.mail import letters as verbs
from app.services.scheduling import contact
from app.web import access
from app.web.forms.base import AddressField, Form, TextField, required
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.messages.blueprint import blueprint
from app.web.pages import Page, desk_page


class ContactForm(Form):
    contact_email = AddressField(
        _l("Address"),
        description=_l("What people write goes there; no page shows it. Empty: it goes to whoever leads."),
    )


class AnswerForm(Form):
    text = TextField(
        _l("Your answer"),
        [required(_l("Write what they should know."))],
        description=_l("Plain text, sent under your name. What they wrote is quoted below it."),
        length=5000,
    )


@blueprint.route("/desk/events/<slug>/messages/letters", methods=["GET", "POST"])
def letters(slug: str) -> Response | Page:
    posted = request.method == "POST"
    event = access.load_event(slug, Action.EDIT if posted else Action.SEE_REGISTRATIONS)
    form = ContactForm(obj=event)
    if form.validate_on_submit():
        with refusals_at(form):
            contact.set_contact(event, email=form.contact_email.data or "", actor=access.actor(), now=now())
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("messages.letters", slug=slug), 303)
    return _list(event, form)


@blueprint.route("/desk/events/<slug>/messages/letters/<key>", methods=["GET", "POST"])
def letter(slug: str, key: str) -> Response | Page:
    posted = request.method == "POST"
    event = access.load_event(slug, Action.EDIT if posted else Action.SEE_REGISTRATIONS)
    one, form = query.by_key(event.id, key) or abort(404), AnswerForm()
    if form.validate_on_submit():
        with refusals_at(form):
            verbs.answer(one, text=form.text.data or "", actor=access.actor(), now=now())
            db.session.commit()
            flash(_("The answer is on its way to %(name)s.", name=one.writer), "success")
            return redirect(url_for("messages.letters", slug=slug), 303)
        event = access.load_event(slug, Action.EDIT)
        one = query.by_key(event.id, key) or abort(404)
    about = db.session.get(OutboxMessage, one.about_id or 0)
    return desk_page(
        "messages/letter.html",
        event,
        form=form,
        letter=one,
        about=KINDS.get(about.kind, "") if about else "",
        own=paragraphs(own_words(one.text)),
        whole=paragraphs(one.text),
        answer=paragraphs(one.answer),
        may_edit=access.allows(event, Action.EDIT),
    )


@blueprint.post("/desk/events/<slug>/messages/letters/<key>/settle")
def settle_letter(slug: str, key: str) -> Response:
    event = access.load_event(slug, Action.EDIT)
    one: Letter = query.by_key(event.id, key) or abort(404)
    if Form().validate_on_submit():
        verbs.settle(one, actor=access.actor(), now=now())
        db.session.commit()
    return redirect(url_for("messages.letters", slug=slug), 303)


def _list(event: Event, form: ContactForm) -> Page:
    stand = request.args.get("stand", "open")
    stand = stand if stand in query.STANDS else "open"
    page = max(1, min(request.args.get("page", 1, int), 10_000))
    found, pages = query.page_of(event.id, stand=stand, page=page)
    return desk_page(
        "messages/letters.html",
        event,
        form=form,
        letters=found,
        numbers=query.counts(event.id),
        chosen=stand,
        readers=[name or email for email, name in verbs.readers_of(event)],
        are_answers_read=contact.are_answers_read(event),
        page=page,
        pages=pages,
        address=lambda number: url_for("messages.letters", slug=event.slug, stand=stand, page=number),
        may_edit=access.allows(event, Action.EDIT),
    )
