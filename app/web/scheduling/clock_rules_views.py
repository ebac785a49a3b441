from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES
from app.extensions import db
from app.models import Event
from app.queries.event_counts import counts_of
from app.services.calendars import participant_updates
from app.services.scheduling import clock_rules as zone_watch
from app.services.scheduling.clock_rules import UndecidedHour
from app.web import access
from app.web.forms.base import Form, LineField, required
from app.web.forms.place_field import PlaceField
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.scheduling import clock_rules, time_words
from app.web.scheduling.blueprint import blueprint


class ClockRulesForm(Form):
    keep = RadioField(_l("What is kept?"), [required(_l("Choose what is kept."))], choices=[])
    reason = LineField(_l("What people read about it"), [required(_l("Say in a few words why."))], length=300)


class AnotherPlaceForm(Form):
    """For a place that the data does not know any more: the moment stays, another clock counts."""

    place = PlaceField(
        _l("Whose clock counts now?"),
        [required(_l("Name a city."))],
        description=_l("The announced moment stays; the hour is shown by the clock of this place."),
    )
    reason = LineField(_l("What people read about it"), [required(_l("Say in a few words why."))], length=300)


@blueprint.get("/clock-rules")
def clock_rules_list() -> str:
    """Everything on one's desk that new clock rules moved and nobody has decided yet."""
    found = zone_watch.undecided(now=now(), account_id=access.account().id)
    return render_template(
        "scheduling/clock_rules.html",
        moved=[clock_rules.moved(finding) for finding in found],
        version=zones.zone_data_version(),
    )


@blueprint.route("/events/<slug>/clock-rules", methods=["GET", "POST"])
def clock_rules_of(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.SCHEDULE)
    finding = zone_watch.undecided_of(event, now=now())
    if finding is None:
        flash(_("There is nothing to decide: the hour and the clock rules agree."), "info")
        return redirect(url_for("scheduling.overview", slug=event.slug), 303)
    moved = clock_rules.moved(finding)
    form = ClockRulesForm() if moved.choices else AnotherPlaceForm()
    if isinstance(form, ClockRulesForm):
        form.keep.choices = [(value, label) for value, label, _note in moved.choices]
    if not form.is_submitted():
        form.reason.data = _("The clock rules in %(city)s have changed.", city=moved.city)
    if form.validate_on_submit():
        with refusals_at(form):
            _decide(event, finding, form)
            db.session.commit()
            flash(_("Decided. The event's hour and the clock rules agree again."), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
    counts = counts_of(event.id)
    return desk_page(
        "scheduling/clock_rules_of.html",
        event,
        form=form,
        moved=moved,
        notes={value: note for value, _label, note in moved.choices},
        follows=clock_rules.follows(
            event,
            registered=counts.confirmed + counts.waiting + counts.applied,
            on_programme=participant_updates.held(event),
        ),
        announced=event.state in ANNOUNCED_EVENT_STATES,
        places=places() if not moved.choices else (),
    )


def _decide(event: Event, finding: UndecidedHour, form: ClockRulesForm | AnotherPlaceForm) -> None:
    said = {"reason": form.reason.data, "actor": access.actor(), "now": now()}
    meant = finding.verdict.meant
    if isinstance(form, AnotherPlaceForm):
        zone_watch.keep_instant(event, zone=form.place.zone, **said)
    elif form.keep.data == clock_rules.INSTANT:
        zone_watch.keep_instant(event, **said)
    elif isinstance(meant, zones.Overlap):
        names = [time_words.named(one.instant) for one in (meant.first, meant.second)]
        zone_watch.keep_hour(event, fold=names.index(form.keep.data), **said)
    else:
        zone_watch.keep_hour(event, **said)
