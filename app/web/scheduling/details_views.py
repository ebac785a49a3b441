from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.queries import editions
from app.services.attendance import waiting_list
from app.services.scheduling import events
from app.web import access, reader
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import DetailsForm, seen
from app.wording.when import when_of


@blueprint.route("/events/<slug>/details", methods=["GET", "POST"])
def details(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.EDIT)
    known = {edition.slug: edition for edition in editions.all_editions()}
    form = DetailsForm()
    form.fill(event, [(key, edition.name) for key, edition in known.items()])
    if form.validate_on_submit():
        edition = known.get(form.edition.data)
        now = gateways().clock.now()
        try:
            events.edit(
                event,
                details=form.details(edition.id if edition else None),
                seen_revision=seen(form.seen_revision),
                actor=access.actor(),
                now=now,
            )
            waiting_list.raise_all(event, now=now)
        except events.ChangedMeanwhile as error:
            form.refuse(error)
            form.compare(event)
        except DomainError as error:
            form.refuse(error)
        except IntegrityError as error:
            db.session.rollback()
            form.refuse_constraint(
                error, {"never_oversold": ("capacity", _("More seats than that are taken."))}
            )
        else:
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
        db.session.rollback()
        event = access.load_event(slug, Action.EDIT)
    return render_template(
        "scheduling/details.html", event=event, form=form, when=when_of(event, reader.zone_name())
    ), 422 if form.errors else 200
