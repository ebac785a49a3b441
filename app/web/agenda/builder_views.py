from collections.abc import Sequence

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.models import AgendaItem, Event
from app.queries.agenda import agenda_of, removed_from
from app.queries.participants import participations_of
from app.services.agenda import agenda
from app.services.agenda import undo as agenda_undo
from app.web import access, reader
from app.web.agenda.blueprint import blueprint
from app.web.agenda.forms import AddItemForm, minutes_form, typed_minutes
from app.web.agenda.lines import lines_of, title_of, total_of
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page

EDIT = Action.EDIT_AGENDA


@blueprint.route("/desk/events/<slug>/agenda", methods=["GET", "POST"])
def builder(slug: str) -> Response | Page:
    """Every button of the list saves the minutes as well: nothing typed is lost by moving an item."""
    event = access.load_event(slug, EDIT if request.method == "POST" else Action.SEE_DRAFT)
    items = agenda_of(event.id)
    form = minutes_form(items)
    if form.validate_on_submit():
        with refusals_at(form):
            _save_minutes(event, items, form)
            anchor = _obey(event, items, *arranging.command())
            db.session.commit()
            did = None if anchor else request.form.get("do")
            return redirect(url_for("agenda.builder", slug=slug, did=did, _anchor=anchor), 303)
    if form.refusal:
        items = agenda_of(event.id)  # of what the button began, nothing stayed
    return _page(event, items, form, None)


@blueprint.post("/desk/events/<slug>/agenda/add")
def add(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    people = participations_of(event.id)
    form = AddItemForm()
    form.prepare(people)
    if form.validate_on_submit():
        with refusals_at(form):
            agenda.add_item(
                event,
                facts=form.facts(people),
                key=form.key.data,
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            return redirect(url_for("agenda.builder", slug=slug, did="add:"), 303)
    items = agenda_of(event.id)
    return _page(event, items, minutes_form(items, sent=False), form)


def _page(event: Event, items: Sequence[AgendaItem], form: Form, add_form: AddItemForm | None) -> Page:
    if add_form is None:
        add_form = AddItemForm(formdata=None)
        add_form.prepare(participations_of(event.id))
        add_form.kind.data = "talk"
    add_form.begin()
    return desk_page(
        "agenda/builder.html",
        event,
        form=form,
        add_form=add_form,
        lines=lines_of(event, items, reader.zone_name()),
        total=total_of(event, items),
        removed=removed_from(event.id),
        title_of=title_of,
        may_edit=access.allows(event, EDIT),
        pressed=arranging.pressed(),
    )


def _save_minutes(event: Event, items: Sequence[AgendaItem], form: Form) -> None:
    by_key = {item.key: item for item in items}
    for key, minutes in typed_minutes(form, items).items():
        agenda.set_minutes(event, item=by_key[key], minutes=minutes, actor=access.actor(), now=now())


def _obey(event: Event, items: Sequence[AgendaItem], verb: str, key: str) -> str | None:
    """Do what the pressed button asks; return the part of the page to go back to.

    None where a button there gets the focus instead: browsers refuse that beside an anchor.
    """
    if verb == "restore":
        removed = agenda_undo.removed_item(event, key) or abort(404)
        agenda_undo.restore_item(event, removed=removed, actor=access.actor(), now=now())
        return f"item-{key}"
    if verb not in {"up", "down", "split", "remove"}:
        flash(_("Saved."), "success")
        return None
    item = next((one for one in items if one.key == key), None) or abort(404)
    if verb == "remove":
        agenda_undo.remove_item(event, item=item, actor=access.actor(), now=now())
        return None
    if verb == "split":
        agenda.split_item(event, item=item, actor=access.actor(), now=now())
        return f"item-{key}"
    to = list(items).index(item) + 1 + arranging.STEPS[verb]
    agenda.move_item(event, item=item, to=to, actor=access.actor(), now=now())
    return None
