"""The programme's calendar entries: who holds one, what their calendars answered, when they meet (row R4)."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.calendars.participant_entry import CALL_LIMIT, EntryContent, EntryKind
from app.extensions import db
from app.models import Event, ParticipantEntry
from app.queries import calendar_answers
from app.services.calendars import replies, team_entries
from app.web import access, reader
from app.web.forms.base import Form
from app.web.forms.fields import WholeNumberField
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.messages.blueprint import blueprint
from app.web.pages import Page, desk_page
from app.wording.when import When, when_span

KINDS = {
    EntryKind.WHOLE: _l("The whole event"),
    EntryKind.SLOT: _l("Their own part"),
    EntryKind.CHECK: _l("Tech check"),
}


class CallForm(Form):
    call_minutes = WholeNumberField(
        _l("Minutes before the start at which they meet"),
        least=0,
        most=CALL_LIMIT,
        description=_l(
            "0 where it is not asked for. Their entries begin there, and their way in opens then."
        ),
    )


@blueprint.route("/desk/events/<slug>/messages/programme", methods=["GET", "POST"])
def programme_calendar(slug: str) -> Response | Page:
    posted = request.method == "POST"
    event = access.load_event(slug, Action.EDIT if posted else Action.SEE_REGISTRATIONS)
    form = CallForm(obj=event)
    if form.validate_on_submit():
        minutes = form.call_minutes.data or 0
        with refusals_at(form):
            told = team_entries.set_call(event, minutes=minutes, actor=access.actor(), now=now())
            db.session.commit()
            flash(_saved(told), "success")
            return redirect(url_for("messages.programme_calendar", slug=slug), 303)
    return _page(event, form)


@blueprint.post("/desk/events/<slug>/messages/programme/mine")
def want_entry(slug: str) -> Response:
    """Put the event into one's own calendar, or take it out again."""
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    if Form().validate_on_submit():
        wanted = request.form.get("do") == "want"
        team_entries.want(
            event,
            email=current_user.account.email,
            name=current_user.account.name,
            locale=str(get_locale()),
            wanted=wanted,
            now=now(),
        )
        db.session.commit()
        flash(_("The entry comes by mail.") if wanted else _("The entry leaves your calendar."), "success")
    return redirect(url_for("messages.programme_calendar", slug=slug), 303)


@blueprint.post("/desk/events/<slug>/messages/programme/proposal-seen")
def part_proposal_seen(slug: str) -> Response:
    """Put aside the time that a speaker's calendar proposed."""
    event = access.load_event(slug, Action.EDIT)
    held = calendar_answers.of_the_programme(event.id)
    entry = next((one for one in held if str(one.id) == request.form.get("entry")), None) or abort(404)
    if Form().validate_on_submit():
        replies.settle_proposal(entry)
        db.session.commit()
    return redirect(url_for("messages.programme_calendar", slug=slug), 303)


def _page(event: Event, form: CallForm) -> Page:
    mine = current_user.account
    return desk_page(
        "messages/participant_calendar.html",
        event,
        form=form,
        plain=Form(formdata=None),
        entries=[(one, _span(one), _proposed(one)) for one in calendar_answers.of_the_programme(event.id)],
        kinds=KINDS,
        answer_of=calendar_answers.answer_of,
        wants=team_entries.wants(event, email=mine.email, name=mine.name),
        may_edit=access.allows(event, Action.EDIT),
    )


def _span(entry: ParticipantEntry) -> When | None:
    if not entry.said:
        return None
    said = EntryContent.from_json(entry.said)
    return when_span(said.begins_at, said.until, said.zone, reader.zone_name())


def _proposed(entry: ParticipantEntry) -> When | None:
    start = entry.proposed_starts_at
    if start is None or not entry.said:
        return None
    said = EntryContent.from_json(entry.said)
    end = entry.proposed_ends_at or start + (said.until - said.begins_at)
    return when_span(start, max(start, end), said.zone, reader.zone_name())


def _saved(told: int) -> str:
    if not told:
        return _("Saved.")
    return ngettext("Saved. %(num)s person is told.", "Saved. %(num)s people are told.", told)
