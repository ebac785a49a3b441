from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.models import AgendaItem, Event
from app.queries.participants import participations_of
from app.services.agenda import agenda
from app.web import access, reader
from app.web.agenda.blueprint import blueprint
from app.web.agenda.builder_views import EDIT
from app.web.agenda.forms import EditItemForm, People
from app.web.forms import arranging
from app.wording.when import when_of


@blueprint.route("/desk/events/<slug>/agenda/<key>/edit", methods=["GET", "POST"])
def item(slug: str, key: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, EDIT)
    found = agenda.item_of(event, key) or abort(404)
    people = participations_of(event.id)
    form = EditItemForm()
    form.prepare(people)
    form.fill(found)
    status = 200
    if not form.rearrange(*arranging.command()) and form.validate_on_submit():
        try:
            _save(event, found, form, people)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("agenda.builder", slug=slug, _anchor=f"item-{key}"), 303)
    status = 422 if form.errors else 200
    names = {one.person.slug: one.name_printed for one in people}
    return render_template(
        "agenda/item.html",
        event=event,
        form=form,
        chosen=[(one, names[one]) for one in form.people.data or [] if one in names],
        when=when_of(event, reader.zone_name()),
    ), status


def _save(event: Event, found: AgendaItem, form: EditItemForm, people: People) -> None:
    actor, now = access.actor(), gateways().clock.now()
    agenda.edit_item(event, item=found, facts=form.facts(people), actor=actor, now=now)
    if form.place.data:
        agenda.move_item(event, item=found, to=form.place.data, actor=actor, now=now)
