from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField

from app.extensions import db
from app.models import Event, TechCheck
from app.services.calendars import participant_updates
from app.services.speakers import tech_checks
from app.web import access
from app.web.forms.base import Form, required
from app.web.forms.fields import choices_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.opening import opened, own_zone
from app.web.speaker_desk.tasks import TAKES_PART, answer_first
from app.wording import clock_warnings
from app.wording.when import ClockReading, clock_reading


class SlotForm(Form):
    slot = RadioField(
        _l("Which quarter of an hour suits you?"),
        [required(_l("Choose one."))],
        choices=[],
        validate_choice=False,
    )


@blueprint.route(f"{DESK}/tech-check", methods=["GET", "POST"])
@access.public
def tech_check(token: str) -> Response | Page:
    """Book a slot in the own time, another one instead, or give it back."""
    found = opened()
    part = found.link.participation
    if part.state not in TAKES_PART:
        return answer_first(token)
    if request.method == "POST" and request.form.get("do") == "release":
        tech_checks.release(part)
        participant_updates.calendar_for_participants(found.event, now=now())
        db.session.commit()
        flash(_("Your slot is free for somebody else."), "success")
        return redirect(url_for("speaker_desk.tech_check", token=token), 303)
    form = SlotForm()
    if form.validate_on_submit():
        with refusals_at(form):
            tech_checks.book(found.event, part, key=form.slot.data, now=now())
            db.session.commit()
            flash(_("Booked."), "success")
            return redirect(url_for("speaker_desk.desk", token=token), 303)
    offered = tech_checks.free(found.event, now=now())
    form.slot.choices = choices_of((one.key, _words(_clock(one))) for one in offered)
    mine = tech_checks.of(part)
    return page(
        "speaker_desk/tech_check.html",
        event=found.event,
        form=form,
        mine=_clock(mine) if mine else None,
        changes=_changes(found.event, mine),
        token=token,
    )


def _changes(event: Event, mine: TechCheck | None) -> list[str]:
    """Say which clocks change between the check and the event: a habit learned there would be wrong (T8)."""
    if mine is None or event.starts_at is None:
        return []
    return clock_warnings.changes_between(mine.starts_at, event.starts_at, (own_zone(opened()), event.zone))


def _clock(slot: TechCheck) -> ClockReading:
    host = opened().event.zone or "Etc/UTC"
    return clock_reading(slot.starts_at, tech_checks.end_of(slot), own_zone(opened()) or host, host)


def _words(one: ClockReading) -> str:
    return f"{one.date_text}, {one.time_text} ({one.city}, {one.zone_text})"
