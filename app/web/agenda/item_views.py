from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.extensions import db
from app.models import AgendaItem, Event
from app.queries.participants import participations_of
from app.services.agenda import agenda
from app.web import access
from app.web.agenda.blueprint import blueprint
from app.web.agenda.builder_views import EDIT
from app.web.agenda.forms import EditItemForm, People
from app.web.forms import arranging
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page


@blueprint.route("/desk/events/<slug>/agenda/<key>/edit", methods=["GET", "POST"])
def item(slug: str, key: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    found = agenda.item_of(event, key) or abort(404)
    people = participations_of(event.id)
    form = EditItemForm()
    form.prepare(people)
    form.fill(found)
    if not form.rearrange(*arranging.command()) and form.validate_on_submit():
        with refusals_at(form):
            _save(event, found, form, people)
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("agenda.builder", slug=slug, _anchor=f"item-{key}"), 303)
    names = {one.person.slug: one.name_printed for one in people}
    return desk_page(
        "agenda/item.html",
        event,
        form=form,
        chosen=[(one, names[one]) for one in form.people.data or [] if one in names],
    )


def _save(event: Event, found: AgendaItem, form: EditItemForm, people: People) -> None:
    agenda.edit_item(event, item=found, facts=form.facts(people), actor=access.actor(), now=now())
    if form.place.data:
        agenda.move_item(event, item=found, to=form.place.data, actor=access.actor(), now=now())
