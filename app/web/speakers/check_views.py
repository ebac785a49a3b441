"""Tech checks on the desk: offer slots, see who booked, note how it went."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.models import Event, TechCheck
from app.services import tech_checks
from app.web import access, reader
from app.web.errors import sentence
from app.web.fields import DayField, HourField, WholeNumberField
from app.web.forms import Form, required
from app.web.speakers import blueprint
from app.web.speakers.list_views import EDIT
from app.web.when import city, clock, when_of

ITEM_WORDS = {
    "sound": lazy_gettext("Sound"),
    "camera": lazy_gettext("Camera"),
    "line": lazy_gettext("Line"),
    "share": lazy_gettext("Sharing the screen"),
}
RESULT_WORDS = {
    "good": lazy_gettext("Good"),
    "fair": lazy_gettext("Fair"),
    "bad": lazy_gettext("Does not work"),
}


class OfferForm(Form):
    day = DayField(lazy_gettext("Day"), [required(lazy_gettext("Which day?"))])
    since = HourField(lazy_gettext("From"), [required(lazy_gettext("From which hour?"))])
    until = HourField(lazy_gettext("Until"), [required(lazy_gettext("Until which hour?"))])
    minutes = WholeNumberField(
        lazy_gettext("Minutes each"), [required(lazy_gettext("How long?"))], least=5, most=120, default=15
    )


@blueprint.route("/tech-checks", methods=["GET", "POST"])
def tech_checks_page(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, EDIT)
    form: Any = OfferForm()
    if form.validate_on_submit():
        try:
            count = tech_checks.offer(
                event,
                day=form.day.data,
                since=form.since.data,
                until=form.until.data,
                minutes=form.minutes.data,
                zone=_zone(event),
                now=gateways().clock.now(),
            )
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
        else:
            db.session.commit()
            flash(ngettext("One slot is offered.", "%(num)s slots are offered.", count), "success")
            return _back(slug)
    return render_template(
        "speakers/tech_checks.html",
        event=event,
        form=form,
        plain=Form(formdata=None),
        city=city(_zone(event)),
        rows=[_row(event, slot, person) for slot, person in tech_checks.slots_of(event)],
        items=ITEM_WORDS,
        results=RESULT_WORDS,
        when=when_of(event, reader.zone_name()),
    ), 422 if form.errors else 200


@blueprint.post("/tech-checks/<key>/result")
def tech_check_result(slug: str, key: str) -> Response:
    event = access.load_event(slug, EDIT)
    slot = tech_checks.slot_of(event, key) or abort(404)
    results = {item: request.form.get(item, "") for item in tech_checks.ITEMS}
    tech_checks.note_results(slot, results=results, note=request.form.get("note", "")[:500])
    db.session.commit()
    flash(_("Noted."), "success")
    return _back(slug, anchor=f"slot-{key}")


@blueprint.post("/tech-checks/<key>/take-back")
def tech_check_take_back(slug: str, key: str) -> Response:
    event = access.load_event(slug, EDIT)
    slot = tech_checks.slot_of(event, key) or abort(404)
    try:
        tech_checks.take_back(slot)
    except DomainError as error:
        db.session.rollback()
        flash(sentence(error), "error")
    else:
        db.session.commit()
    return _back(slug)


def _row(event: Event, slot: TechCheck, person: Any) -> dict[str, Any]:
    from_to = tech_checks.end_of(slot)
    own = person.person.zone if person is not None else None
    return {
        "slot": slot,
        "person": person,
        "host": clock(slot.starts_at, from_to, _zone(event), _zone(event)),
        "own": clock(slot.starts_at, from_to, own, _zone(event)) if own else None,
        "tone": tech_checks.tone_of(slot),
    }


def _zone(event: Event) -> str:
    return event.zone or reader.zone_name() or "Etc/UTC"


def _back(slug: str, anchor: str | None = None) -> Response:
    return redirect(url_for("speakers.tech_checks_page", slug=slug, _anchor=anchor), 303)
