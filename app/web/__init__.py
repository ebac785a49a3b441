"""HTTP: one blueprint per journey. This module reads as their list."""

from flask import Flask
from flask_babel import Babel

from app.services import sign_off_lapse
from app.services.mail import outbox
from app.web import (
    access,
    compression,
    errors,
    filters,
    front_door,
    guessing,
    headers,
    locale,
    page_cache,
    reader,
    safety,
    static_files,
    styles,
    template_cache,
)
from app.web.accounts import blueprint as accounts
from app.web.agenda import blueprint as agenda
from app.web.attendance import blueprint as attendance
from app.web.calendars import blueprint as calendars
from app.web.finder import blueprint as finder
from app.web.gallery import blueprint as gallery
from app.web.library import blueprint as library
from app.web.operations import blueprint as operations
from app.web.partners import blueprint as partners
from app.web.people_records import blueprint as people_records
from app.web.preferences import blueprint as preferences
from app.web.program import blueprint as program
from app.web.scheduling import blueprint as scheduling
from app.web.speakers import blueprint as speakers
from app.web.speaking import blueprint as speaking

BLUEPRINTS = (
    program,
    calendars,
    accounts,
    scheduling,
    partners,
    speakers,
    agenda,
    preferences,
    library,
    operations,
    gallery,
    attendance,
    finder,
    speaking,
    people_records,
)


def register(app: Flask, babel: Babel) -> None:
    """Attach the blueprints and what surrounds every request."""
    compression.init(app)  # first to be told, last to act
    locale.init(app, babel)
    safety.init(app)
    headers.init(app)
    access.init(app)
    errors.init(app)
    guessing.init(app)
    filters.init(app)
    template_cache.init(app)
    reader.init(app)
    page_cache.init(app)
    front_door.init(app)
    static_files.init(app)
    styles.init(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    with app.app_context():
        outbox.wake_worker_after_commit()
        sign_off_lapse.settle_before_commit()
