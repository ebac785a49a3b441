"""Write to those who registered: look at it first, then send it once (row R11)."""

import secrets
from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import RadioField, ValidationError

from app.domain.access import Action
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.mails.messages.notes import paragraphs
from app.models import Event
from app.queries import notes as query
from app.services.attendance import notes as attendee_notes
from app.services.attendance.notes import AUDIENCES, NoteDraft
from app.web import access, reader
from app.web.forms.base import Form, KeyField, LineField, TextField, required
from app.web.forms.fields import choices_of
from app.web.messages.blueprint import blueprint
from app.wording.when import when_of

WORDS = {
    "seated": _l("Everybody with a seat"),
    "waiting": _l("Everybody who waits"),
    "everybody": _l("Both"),
    "joined": _l("Those who joined"),
    "absent": _l("Those with a seat who did not join"),
}


class NoteForm(Form):
    audience = RadioField(
        _l("To"), [required(_l("Whom does it go to?"))], choices=[], default="seated", validate_choice=False
    )
    subject = LineField(_l("Subject"), [required(_l("A mail needs a subject."))], length=150)
    text = TextField(
        _l("Message"),
        [required(_l("Write what they should know."))],
        description=_l("Plain text. The mail adds the hour and each reader's own links."),
        length=5000,
    )
    form_key = KeyField(default=lambda: secrets.token_urlsafe(16))

    def validate_audience(self, field: RadioField) -> None:
        if field.data not in AUDIENCES:
            raise ValidationError(_l("Whom does it go to?"))

    def offer(self, counts: Mapping[str, int], *, began: bool) -> None:
        """Name those who can be written to, with their number; who joined is known once it has begun."""
        shown = [name for name, count in counts.items() if count or name == "seated"]
        if not counts["waiting"]:
            shown = [name for name in shown if name != "everybody"]
        if not began:
            shown = [name for name in shown if name not in {"joined", "absent"}]
        self.audience.choices = choices_of((name, f"{WORDS[name]} ({counts[name]})") for name in shown)

    def draft(self) -> NoteDraft:
        """Return what was written."""
        return NoteDraft(
            audience=self.audience.data,
            subject=self.subject.data,
            text=self.text.data,
            form_key=self.form_key.data[:64] or secrets.token_urlsafe(16),
        )


@blueprint.route("/desk/events/<slug>/registrations/write", methods=["GET", "POST"])
def write(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.EDIT)
    form, shown = NoteForm(), None
    if form.validate_on_submit():
        draft = form.draft()
        try:
            shown = attendee_notes.check(event, draft)
            if request.form.get("do") == "send":
                return _send(event, draft)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
            event, shown = access.load_event(slug, Action.EDIT), None
    return _page(event, form, shown), 422 if form.errors else 200


def _send(event: Event, draft: NoteDraft) -> Response:
    slug, now = event.slug, gateways().clock.now()
    note = attendee_notes.send(
        event, draft=draft, reply_to=access.account().email, actor=access.actor(), now=now
    )
    count = note.people
    db.session.commit()
    flash(
        ngettext("It is on its way to %(num)s person.", "It is on its way to %(num)s people.", count),
        "success",
    )
    return redirect(url_for("messages.messages", slug=slug), 303)


def _page(event: Event, form: NoteForm, shown: int | None) -> str:
    began = event.starts_at is not None and event.starts_at <= gateways().clock.now()
    form.offer(attendee_notes.how_many(event), began=began)
    return render_template(
        "messages/write.html",
        event=event,
        form=form,
        count=shown,
        paragraphs=paragraphs(form.text.data or ""),
        notes=query.sent(event.id),
        reply_to=access.account().email,
        when=when_of(event, reader.zone_name()),
    )
