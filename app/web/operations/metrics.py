"""/metrics: what stands in the database, for a program that watches; every web process answers the same."""

from datetime import datetime
from hmac import compare_digest

from flask import Response, abort, current_app, request

from app import schema
from app.config import Settings
from app.domain.clocks import zones
from app.domain.metrics import CONTENT_TYPE, Metric, by_label, exposition
from app.extensions import limiter
from app.queries.numbers import Numbers, numbers
from app.services.calendars import inbound
from app.services.scheduling import clock_rules
from app.web import access
from app.web.http.clock import now
from app.web.operations.blueprint import blueprint


@blueprint.get("/metrics")
@access.public
@limiter.exempt
def metrics() -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    if settings.metrics_token is None:
        abort(404)
    given = request.authorization.token if request.authorization else None
    if not compare_digest((given or "").encode(), settings.metrics_token.encode()):
        abort(403)
    answer = Response(exposition(_metrics(numbers(now=now()), now())), content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _metrics(found: Numbers, now: datetime) -> list[Metric]:
    release = {"schema": schema.newest(), "zone_data": zones.zone_data_version()}
    waited = (now - found.due_since).total_seconds() if found.due_since else 0
    came_in = by_label("outcome", inbound.tally())
    return [
        Metric("sidestage_info", "The release: its schema and the zone data in use.", [(release, 1)]),
        Metric("sidestage_events", "Events by state.", by_label("state", found.events)),
        Metric("sidestage_registrations", "Registrations by state.", by_label("state", found.registrations)),
        Metric("sidestage_mails", "Messages in the outbox by state.", by_label("state", found.mails)),
        Metric("sidestage_mails_due", "Messages that should have been sent by now.", [({}, found.due)]),
        Metric("sidestage_mails_due_seconds", "How long the oldest of them is due.", [({}, waited)]),
        Metric("sidestage_mails_in_total", "Mails that came in by outcome.", came_in, "counter"),
        Metric(
            "sidestage_clock_rules_undecided",
            "Events that newer clock rules moved, not yet decided.",
            [({}, clock_rules.count(now=now))],
        ),
    ]
