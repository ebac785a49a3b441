"""Write to those who registered: look at it first, then send it once (row R11)."""

import secrets
from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import RadioField, ValidationError

from app.domain.access import Action
from app.extensions import db
from app.mails.messages.notes import paragraphs
from app.models import Event
from app.queries import notes as query
from app.services.attendance import notes as attendee_notes
from app.services.attendance.notes import AUDIENCES, NoteDraft
from app.web import access
from app.web.forms.base import Form, KeyField, LineField, TextField, required
from app.web.forms.fields import choices_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.messages.blueprint import blueprint
from app.web.pages import Page, desk_page

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
def write(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT)
    form, shown = NoteForm(), None
    if form.validate_on_submit():
        draft = form.draft()
        with refusals_at(form):
            shown = attendee_notes.check(event, draft)
            if request.form.get("do") == "send":
                return _send(event, draft)
    return _page(event, form, None if form.was_refused else shown)


def _send(event: Event, draft: NoteDraft) -> Response:
    slug = event.slug
    note = attendee_notes.send(
        event, draft=draft, reply_to=access.account().email, actor=access.actor(), now=now()
    )
    count = note.people
    db.session.commit()
    flash(
        ngettext("It is on its way to %(num)s person.", "It is on its way to %(num)s people.", count),
        "success",
    )
    return redirect(url_for("messages.messages", slug=slug), 303)


def _page(event: Event, form: NoteForm, shown: int | None) -> Page:
    began = event.starts_at is not None and event.starts_at <= now()
    form.offer(attendee_notes.how_many(event), began=began)
    return desk_page(
        "messages/write.html",
        event,
        form=form,
        count=shown,
        paragraphs=paragraphs(form.text.data or ""),
        notes=query.sent(event.id),
        reply_to=access.account().email,
    )
