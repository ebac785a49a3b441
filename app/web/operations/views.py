from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, render_template
from flask_babel import gettext as _
from sqlalchemy import text

from app.config import Settings
from app.domain.clocks import zones
from app.extensions import db, limiter
from app.gateways.mail_folder import list_mail, read_mail
from app.services.calendars import inbound
from app.services.scheduling import clock_rules
from app.web import access
from app.web.http.clock import now
from app.web.operations.blueprint import blueprint
from app.web.words.incoming import OUTCOMES


@blueprint.get("/healthz")
@access.public
@limiter.exempt
def alive() -> dict[str, str]:
    return {"status": "ok"}


@blueprint.get("/readyz")
@access.public
@limiter.exempt
def ready() -> dict[str, str]:
    db.session.execute(text("SELECT 1 FROM event LIMIT 1"))
    return {"status": "ready", "zone_data": zones.zone_data_version()}


@blueprint.get("/status")
@access.public
def status() -> str:
    runs_it = access.is_operator()
    return render_template(
        "operations/status.html",
        version=zones.zone_data_version(),
        origin=zones.zone_data_origin(),
        undecided=clock_rules.count(now=now()) if runs_it else None,
        came_in=_came_in() if runs_it else [],
    )


def _came_in() -> list[tuple[Any, int]]:
    """Say what became of mails that came in, and how many; what is new to the words stands as it is."""
    counts = inbound.tally()
    known = [(OUTCOMES[outcome], counts[outcome]) for outcome in OUTCOMES if outcome in counts]
    return known + [(outcome, count) for outcome, count in counts.items() if outcome not in OUTCOMES]


@blueprint.get("/dev/mail")
@access.public
def mail_folder() -> str:
    return render_template(
        "operations/mail_folder.html", mails=list_mail(_settings_without_server().mail_folder)
    )


@blueprint.get("/dev/mail/<name>")
@access.public
def one_mail(name: str) -> str:
    mail = read_mail(_settings_without_server().mail_folder, name)
    if mail is None:
        abort(404, _("There is no such mail."))
    return render_template("operations/one_mail.html", mail=mail, name=name)


def _settings_without_server() -> Settings:
    """The folder holds everybody's links, so it opens only while no mail server is set, and then only on the
    user's own machine or to who runs the installation.
    """
    settings: Settings = current_app.config["SETTINGS"]
    on_this_machine = urlsplit(settings.base_url).hostname in {"localhost", "127.0.0.1", "::1"}
    if settings.mail_url is not None or not (on_this_machine or access.is_operator()):
        abort(404)
    return settings
