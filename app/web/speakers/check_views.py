"""Tech checks on the desk: offer slots, see who booked, note how it went."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.extensions import db
from app.models import Event, TechCheck
from app.queries.participants import participations_of
from app.services.speakers import outstanding, tech_check_offers, tech_checks
from app.web import access, reader
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers.blueprint import blueprint
from app.web.speakers.check_forms import (
    CHECK_OPEN,
    CHECK_WORDS,
    ITEM_WORDS,
    RESULT_WORDS,
    OfferForm,
    SlotRuleForm,
)
from app.web.speakers.list_views import EDIT
from app.wording import clock_warnings
from app.wording.dates import city
from app.wording.when import clock_reading


@blueprint.route("/tech-checks", methods=["GET", "POST"])
def tech_checks_page(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    by_rule = arranging.command().verb == "rule"
    form: Any = OfferForm(formdata=None) if by_rule else OfferForm()
    rule: Any = SlotRuleForm(prefix="rule-") if by_rule else SlotRuleForm(formdata=None, prefix="rule-")
    sent = rule if by_rule else form
    if sent.validate_on_submit():
        with refusals_at(sent):
            said = _offer_by_rule(event, rule) if by_rule else _offer(event, form)
            db.session.commit()
            for text, tone in said:
                flash(text, tone)
            return _back(slug)
    slots = tech_checks.slots_of(event)
    owed = outstanding.of_event(event, participations_of(event.id), now=now())
    return desk_page(
        "speakers/tech_checks.html",
        event,
        form=form,
        rule=rule,
        to_remind=sum(1 for debts in owed.values() if outstanding.CHECK in debts),
        plain=Form(formdata=None),
        city=city(_zone(event)),
        rows=[_row(event, slot, person) for slot, person in slots],
        items=ITEM_WORDS,
        results=RESULT_WORDS,
    )


def _offer(event: Event, form: Any) -> list[tuple[str, str]]:
    count = tech_check_offers.offer(
        event,
        day=form.day.data,
        since=form.since.data,
        until=form.until.data,
        minutes=form.minutes.data,
        zone=_zone(event),
        now=now(),
    )
    return [(_offered(count), "success")]


def _offer_by_rule(event: Event, form: Any) -> list[tuple[str, str]]:
    found = tech_check_offers.offer_by_rule(event, form.rule(_zone(event)), now=now())
    said = [(_offered(len(found.starts)), "success")]
    if found.without:
        names = ", ".join(found.without)
        said.append((_("Not enough hours, or no known place, for: %(names)s.", names=names), "warning"))
    return said


def _offered(count: int) -> str:
    return str(ngettext("One slot is offered.", "%(num)s slots are offered.", count))


@blueprint.post("/tech-checks/remind")
def tech_check_remind(slug: str) -> Response:
    """Write to those who take part and have not booked, with their own link."""
    event = access.load_event(slug, EDIT)
    with refusals_flashed():
        count = outstanding.remind(event, only=outstanding.CHECK, actor=access.actor(), now=now())
        db.session.commit()
        if count:
            flash(ngettext("One mail is on its way.", "%(num)s mails are on their way.", count), "success")
        else:
            flash(_("Everybody who can be written to has had a mail today."), "info")
    return _back(slug)


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
    with refusals_flashed():
        tech_checks.take_back(slot)
        db.session.commit()
    return _back(slug)


def _row(event: Event, slot: TechCheck, person: Any) -> dict[str, Any]:
    from_to = tech_checks.end_of(slot)
    own = person.person.zone if person is not None else None
    changes = (
        clock_warnings.changes_between(slot.starts_at, event.starts_at, (event.zone, own))
        if (person is not None and event.starts_at)
        else []
    )
    return {
        "changes": changes,
        "slot": slot,
        "person": person,
        "host": clock_reading(slot.starts_at, from_to, _zone(event), _zone(event)),
        "own": clock_reading(slot.starts_at, from_to, own, _zone(event)) if own else None,
        "tone": (tone := tech_checks.tone_of(slot)),
        "word": CHECK_WORDS.get(tone, CHECK_OPEN),
        "said": [
            (ITEM_WORDS[item], RESULT_WORDS[said])
            for item, said in slot.results.items()
            if item in ITEM_WORDS
        ],
    }


def _zone(event: Event) -> str:
    return event.zone or reader.zone_name() or "Etc/UTC"


def _back(slug: str, anchor: str | None = None) -> Response:
    return redirect(url_for("speakers.tech_checks_page", slug=slug, _anchor=anchor), 303)
