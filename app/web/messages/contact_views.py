"""Write to the organisers from a public page or one's own: no address of theirs is shown (row R4)."""

import secrets

from flask import abort, flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.extensions import db, limiter
from app.models import Event
from app.queries import events
from app.services.attendance import links
from app.services.mail import letters
from app.services.mail.letters import Writer
from app.services.retention import attendees as retention
from app.web import access
from app.web.forms.base import AddressField, Form, KeyField, LineField, TextField, required
from app.web.http.clock import now
from app.web.messages.blueprint import blueprint
from app.web.pages import Page, page

AN_HOUR = "30 per hour"  # a conference may sit behind one address


class OwnWordsForm(Form):
    """What a known attendee writes: who they are is in their link."""

    text = TextField(_l("Message"), [required(_l("Write what you want to say or ask."))], length=3000)
    form_key = KeyField(default=lambda: secrets.token_urlsafe(16))


class WordsForm(Form):
    name = LineField(_l("Name"), [required(_l("Who writes?"))], length=120)
    email = AddressField(
        _l("E-mail"),
        [required(_l("Where can they answer you?"))],
        description=_l("The answer comes there. Only the organisers see it."),
    )
    text = TextField(_l("Message"), [required(_l("Write what you want to say or ask."))], length=3000)
    form_key = KeyField(default=lambda: secrets.token_urlsafe(16))


@blueprint.route("/events/<slug>/write", methods=["GET", "POST"])
@access.public
@limiter.limit(AN_HOUR, methods=["POST"])
def write_to_organisers(slug: str) -> Response | Page:
    event, form = _public_event(slug), WordsForm()
    if form.validate_on_submit():
        _write(event, Writer(email=form.email.data or "", name=form.name.data or ""), form)
        session["wrote_from"] = form.email.data
        return redirect(url_for("messages.written", slug=event.slug), 303)
    return _page(event, form, back=url_for("program.event", slug=event.slug))


@blueprint.get("/events/<slug>/written")
@access.public
def written(slug: str) -> str:
    """It is on its way; the same page whoever asks, so that it tells nothing."""
    event = _public_event(slug)
    return render_template("messages/written.html", event=event, email=session.pop("wrote_from", ""))


@blueprint.route("/my/<token>/write", methods=["GET", "POST"])
@access.public
@limiter.limit(AN_HOUR, methods=["POST"])
def attendee_writes(token: str) -> Response | Page:
    one, form = links.by_person_link(token), OwnWordsForm()
    if form.validate_on_submit():
        writer = Writer(email=one.email, name=one.name, known_email=one.email, registration_id=one.id)
        _write(one.event, writer, form)
        flash(_("It is on its way to the organisers. They answer by mail."), "success")
        return redirect(url_for("attendance.my", token=token), 303)
    return _page(one.event, form, back=url_for("attendance.my", token=token))


def _write(event: Event, writer: Writer, form: WordsForm | OwnWordsForm) -> None:
    key = str(form.form_key.data or "")[:64] or secrets.token_urlsafe(16)
    letters.write(event, writer=writer, text=form.text.data or "", form_key=key, now=now())
    db.session.commit()


def _page(event: Event, form: WordsForm | OwnWordsForm, *, back: str) -> Page:
    return page(
        "messages/write_to_organisers.html",
        event=event,
        form=form,
        back=back,
        kept_until=retention.erased_from(event),
    )


def _public_event(slug: str) -> Event:
    """Return a public event; an old address leads on, a draft is not there."""
    event = events.by_slug(slug)
    if event is None and (now_at := events.current_slug_of(slug)):
        abort(redirect(url_for("messages.write_to_organisers", slug=now_at), 301))
    if event is None or not event.is_public:
        abort(404)
    return event
