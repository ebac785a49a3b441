from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Participation, Person
from app.queries import identity
from app.queries.participants import participations_of
from app.services.speakers import people, person_records
from app.web import access, reader
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.speakers.blueprint import blueprint
from app.web.speakers.forms import SOMEBODY_ELSE, PersonForm
from app.web.speakers.list_views import EDIT, find
from app.web.speakers.words import STATE_NOTES, STATES
from app.web.words.countries import country_names
from app.wording.when import when_of


@blueprint.route("/add", methods=["GET", "POST"])
def add(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, EDIT)
    form = PersonForm()
    form.prepare(state=None, is_over=_is_over(event), editing=False)
    if form.rearrange(*arranging.command()):
        return _page(event, form, None), 200
    if form.validate_on_submit() and _is_recognised(event, form):
        try:
            people.add_participation(
                event,
                part=form.part(),
                known=_chosen(form),
                actor=access.actor(),
                now=gateways().clock.now(),
            )
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("%(name)s is in the list.", name=form.name.data), "success")
            again = arranging.command().verb == "another"
            return redirect(url_for("speakers.add" if again else "speakers.people", slug=slug), 303)
    return _page(event, form, None), 422 if form.errors else 200


@blueprint.route("/<person_slug>/edit", methods=["GET", "POST"])
def person(slug: str, person_slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, EDIT)
    participation = find(event, person_slug)
    form = PersonForm()
    form.prepare(state=participation.state, is_over=_is_over(event), editing=True)
    is_private = person_records.may_not_see_private(event, participation.person, access.actor())
    form.fill(participation, email=None if is_private else participation.person.email)
    if form.rearrange(*arranging.command()):
        return _page(event, form, participation, is_private=is_private), 200
    if form.validate_on_submit():
        try:
            _save(event, participation, form)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("speakers.people", slug=slug, _anchor=f"person-{person_slug}"), 303)
    return _page(event, form, participation, is_private=is_private), 422 if form.errors else 200


@blueprint.route("/<person_slug>/remove", methods=["GET", "POST"])
def remove(slug: str, person_slug: str) -> Response | str:
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
            now=gateways().clock.now(),
        )
        db.session.commit()
        return redirect(url_for("speakers.people", slug=slug), 303)
    return render_template(
        "speakers/remove.html",
        event=event,
        form=form,
        participation=participation,
        items=people.items_with(participation),
        when=when_of(event, reader.zone_name()),
    )


def _page(
    event: Event, form: PersonForm, participation: Participation | None, *, is_private: bool = False
) -> str:
    rows = participations_of(event.id)
    named = {one.organisation_name for row in rows for one in row.affiliations}
    return render_template(
        "speakers/person.html",
        event=event,
        form=form,
        participation=participation,
        is_private=is_private,
        organisation_names=sorted(named),
        country_names=country_names(),
        state_notes=[(STATES[state], note) for state, note in STATE_NOTES.items()],
        when=when_of(event, reader.zone_name()),
        tab_counts={"people": len(rows)},
    )


def _save(event: Event, participation: Participation, form: PersonForm) -> None:
    actor, now = access.actor(), gateways().clock.now()
    people.edit_participation(event, participation=participation, part=form.part(), actor=actor, now=now)
    if form.place.data:
        people.move(event, participation=participation, to=form.place.data, actor=actor, now=now)


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
    return event.starts_at is not None and event.starts_at <= gateways().clock.now()
