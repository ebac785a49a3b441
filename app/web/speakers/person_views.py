from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.extensions import db
from app.models import Event, Participation, Person
from app.queries import identity
from app.queries.participants import participations_of
from app.services.speakers import people, person_records
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers.blueprint import blueprint
from app.web.speakers.forms import SOMEBODY_ELSE, PersonForm
from app.web.speakers.list_views import EDIT, find
from app.web.speakers.words import STATE_NOTES, STATES
from app.web.words.countries import country_names


@blueprint.route("/add", methods=["GET", "POST"])
def add(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    form = PersonForm()
    form.prepare(state=None, is_over=_is_over(event), editing=False)
    if form.rearrange(*arranging.command()):
        return _page(event, form, None)
    if form.validate_on_submit() and _is_recognised(event, form):
        with refusals_at(form):
            people.add_participation(
                event,
                part=form.part(),
                known=_chosen(form),
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            flash(_("%(name)s is in the list.", name=form.name.data), "success")
            again = arranging.command().verb == "another"
            return redirect(url_for("speakers.add" if again else "speakers.people", slug=slug), 303)
    return _page(event, form, None)


@blueprint.route("/<person_slug>/edit", methods=["GET", "POST"])
def person(slug: str, person_slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    participation = find(event, person_slug)
    form = PersonForm()
    form.prepare(state=participation.state, is_over=_is_over(event), editing=True)
    is_private = person_records.may_not_see_private(event, participation.person, access.actor())
    form.fill(participation, email=None if is_private else participation.person.email)
    if form.rearrange(*arranging.command()):
        return _page(event, form, participation, is_private=is_private)
    if form.validate_on_submit():
        with refusals_at(form):
            _save(event, participation, form)
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("speakers.people", slug=slug, _anchor=f"person-{person_slug}"), 303)
    return _page(event, form, participation, is_private=is_private)


@blueprint.route("/<person_slug>/remove", methods=["GET", "POST"])
def remove(slug: str, person_slug: str) -> Response | Page:
    """The page names the agenda items concerned; its button is the second word."""
    event = access.load_event(slug, EDIT)
    participation = find(event, person_slug)
    form = Form()
    if form.validate_on_submit():
        flash(_("%(name)s is no longer in the list.", name=participation.name_printed), "success")
        people.remove(
            event,
            participation=participation,
            confirmed="confirmed" in request.form,
            actor=access.actor(),
            now=now(),
        )
        db.session.commit()
        return redirect(url_for("speakers.people", slug=slug), 303)
    return desk_page(
        "speakers/remove.html",
        event,
        form=form,
        participation=participation,
        items=people.items_with(participation),
    )


def _page(
    event: Event, form: PersonForm, participation: Participation | None, *, is_private: bool = False
) -> Page:
    rows = participations_of(event.id)
    named = {one.organisation_name for row in rows for one in row.affiliations}
    return desk_page(
        "speakers/person.html",
        event,
        form=form,
        participation=participation,
        is_private=is_private,
        organisation_names=sorted(named),
        country_names=country_names(),
        state_notes=[(STATES[state], note) for state, note in STATE_NOTES.items()],
        tab_counts={"people": len(rows)},
    )


def _save(event: Event, participation: Participation, form: PersonForm) -> None:
    people.edit_participation(
        event, participation=participation, part=form.part(), actor=access.actor(), now=now()
    )
    if form.place.data:
        people.move(event, participation=participation, to=form.place.data, actor=access.actor(), now=now())


def _is_recognised(event: Event, form: PersonForm) -> bool:
    """Ask whether somebody known is meant, unless the address or a choice says so already."""
    if person_records.by_email(form.email.data):
        return True
    known = identity.people_named(form.name.data, event_id=event.id, account_id=access.account().id)
    form.ask_known(known)
    if known and form.known.data not in {SOMEBODY_ELSE, *(one.slug for one in known)}:
        form.known.errors = [_("Somebody of this name is known. Choose who is meant, then save again.")]
        return False
    return True


def _chosen(form: PersonForm) -> Person | None:
    """Return the known person that was chosen among those that were offered."""
    if form.known.data not in {choice.value for choice in form.known.choices} - {SOMEBODY_ELSE}:
        return None
    return person_records.by_slug(form.known.data) or abort(404)


def _is_over(event: Event) -> bool:
    return event.starts_at is not None and event.starts_at <= now()
