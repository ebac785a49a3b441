"""The factory: what an application is made of, as a table of contents."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import logs, sqlite, web
from app.config import ROOT, SettingError, Settings
from app.domain.clocks import zones
from app.extensions import babel, csrf, db, limiter, login
from app.gateways import Gateways
from app.gateways.clock import SystemClock
from app.gateways.feeds import HttpFeeds
from app.gateways.inbox import inbox_from_url
from app.gateways.mail import mailer_from_url
from app.gateways.queue import Queue
from app.gateways.storage import storage_from_url
from app.installation import Installation
from app.worker.queue import make_queue
from app.worker.waking import wake_after_commits


def make(settings: Settings | None = None, gateways: Gateways | None = None) -> Flask:
    """Make the application; `gateways` replaces the outside world in tests."""
    settings = settings or Settings.from_env()
    zones.use_packaged_zone_data()
    logs.configure()
    app = Flask(__name__, template_folder=ROOT / "templates", instance_path=str(settings.instance))
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        DEBUG=settings.debug,
        TESTING=settings.testing,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as its session: agendas are edited for hours
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy keeps tokens out of referrers, so there is none to check
        SESSION_COOKIE_NAME="sidestage_session",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 30,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes,
        MAX_FORM_MEMORY_SIZE=12 * 1024**2,
        RATELIMIT_ENABLED=not settings.testing,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["installation"] = _installation(settings)
    db.init_app(app)
    for extension in (login, csrf, limiter):
        extension.init_app(app)
    with app.app_context():
        sqlite.prepare(db.engine)
        wake_after_commits()
    queue = app.extensions["queue"] = make_queue(app, settings.queue_url)
    app.extensions["gateways"] = gateways or _outside_world(settings, queue)
    web.register(app, babel)
    return app


def _installation(settings: Settings) -> Installation:
    """Return what verbs and mails may know of the settings."""
    return Installation(
        base_url=settings.base_url,
        secret_key=settings.secret_key,
        mail_from=settings.mail_from,
        mail_authserv=settings.mail_authserv,
        reads_mail=settings.reads_mail,
        quiet_minutes=settings.quiet_minutes,
        mail_per_minute=settings.mail_per_minute,
        calendar_zones=settings.calendar_zones,
    )


def _outside_world(settings: Settings, queue: Queue) -> Gateways:
    """Return the real gateways; raise SettingError for an address that cannot work."""
    with _named("MAIL_URL"):
        mail = mailer_from_url(settings.mail_url, settings.mail_folder, sender=settings.mail_from)
    with _named("STORAGE_URL"):
        storage = storage_from_url(settings.storage_url)
    with _named("IMAP_URL"):
        inbox = inbox_from_url(settings.imap_url)
    return Gateways(
        clock=SystemClock(), mail=mail, storage=storage, queue=queue, feeds=HttpFeeds(), inbox=inbox
    )


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise SettingError(name, str(error), "The README has the form of every setting.") from error
