"""The partner kit: text and times in chosen zones, a picture, a piece of a page (row O10)."""

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.program import kit_text
from app.domain.program.kit_text import KitFacts, KitWords
from app.models import Event
from app.queries.people_zones import names_by_zone
from app.web import access
from app.web.forms.base import Form
from app.web.forms.place_field import PlaceField
from app.web.http.addresses import absolute
from app.web.pages import Page, desk_page
from app.web.scheduling.blueprint import blueprint
from app.web.sharing import inviting
from app.wording.dates import city
from app.wording.when import UTC_ZONE, clock_reading, utc_iso, when_of

USUAL = (
    "America/Los_Angeles", "America/New_York", "America/Mexico_City", "America/Sao_Paulo", UTC_ZONE,
    "Europe/London", "Europe/Paris", "Africa/Lagos", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
MOST = 24


class KitForm(Form):
    place = PlaceField(
        _l("One more city"), description=_l("A large city whose clock people know, such as Nairobi.")
    )

    class Meta:
        csrf = False  # it asks and changes nothing


@blueprint.get("/events/<slug>/kit")
def kit(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_DRAFT)
    form = KitForm(request.args)
    valid = form.validate() if form.place.data else True
    chosen = _chosen(event, form.place.zone if valid else None)
    facts = _facts(event, chosen)
    if valid:
        form.place.data = ""
    return desk_page(
        "scheduling/kit.html",
        event,
        form=form,
        zones=[(zone, _named(event, zone), zone in chosen) for zone in _offered(event, chosen)],
        text=kit_text.whole(facts),
        short=kit_text.short(facts),
        html=kit_text.html(facts),
        frame=kit_text.frame(absolute("program.embed", slug=event.slug), event.title),
        picture=url_for("program.picture", slug=event.slug),
    )


def _facts(event: Event, chosen: Sequence[str]) -> KitFacts:
    time, when = event.time, when_of(event, None)
    return KitFacts(
        title=event.title,
        aim=event.aim,
        day=when.host.date_text if when else _("No date yet"),
        lines=[_line(time, zone) for zone in chosen] if time else [],
        machine=utc_iso(time.starts_at) if time else "",
        organisers=inviting(event),
        address=absolute("program.event", slug=event.slug),
        words=KitWords(_("Organised by"), _("Register and read more:")),
        language=str(get_locale().language),
    )


def _line(time: PromisedTime, zone: str) -> str:
    """Write one place's hour: "10:00 – 11:30 New York, EDT (UTC−4)", with its day where that differs."""
    if zone == UTC_ZONE:
        own = clock_reading(time.starts_at, time.ends_at, zone, time.zone)
        text = f"{own.time_text} {own.city}"
    else:
        own = clock_reading(time.starts_at, time.ends_at, zone, time.zone)
        text = f"{own.time_text} {own.city}, {kit_text.label_at(time, zone)}"
    return f"{text}, {own.date_short}" if own.day_shift else text


def _chosen(event: Event, more: str | None) -> list[str]:
    """Return the zones to write: the host's first, then those asked for; at first universal time, too."""
    asked = [zone for zone in request.args.getlist("zone") if zone in zones.available_names()][:MOST]
    if not request.args:
        asked = [UTC_ZONE, *names_by_zone(event.id)][:MOST]
    host = [event.zone] if event.zone in zones.available_names() else []
    return list(dict.fromkeys([*host, *asked, *([more] if more else [])]))


def _offered(event: Event, chosen: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*chosen, *names_by_zone(event.id), *USUAL]))


def _named(event: Event, zone: str) -> str:
    time = event.time
    name = _("UTC") if zone == UTC_ZONE else str(city(zone))
    return f"{name}, {kit_text.label_at(time, zone)}" if time and zone != UTC_ZONE else name
