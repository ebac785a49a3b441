"""HTTP: one blueprint per journey. This module reads as their list."""

from flask import Flask
from flask_babel import Babel

from app.services import search_texts, sign_off_lapse
from app.web import access, errors, filters, reader
from app.web.accounts.blueprint import blueprint as accounts
from app.web.agenda.blueprint import blueprint as agenda
from app.web.attendance.blueprint import blueprint as attendance
from app.web.caches import front_door, page_cache, static_files, styles, template_cache
from app.web.calendars.blueprint import blueprint as calendars
from app.web.finder.blueprint import blueprint as finder
from app.web.gallery.blueprint import blueprint as gallery
from app.web.http import compression, guessing, headers, locale, safety
from app.web.library.blueprint import blueprint as library
from app.web.messages.blueprint import blueprint as messages
from app.web.operations.blueprint import blueprint as operations
from app.web.partners.blueprint import blueprint as partners
from app.web.people_records.blueprint import blueprint as people_records
from app.web.preferences.blueprint import blueprint as preferences
from app.web.program.blueprint import blueprint as program
from app.web.registrations.blueprint import blueprint as registrations
from app.web.scheduling.blueprint import blueprint as scheduling
from app.web.speaker_desk.blueprint import blueprint as speaker_desk
from app.web.speakers.blueprint import blueprint as speakers

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
    speaker_desk,
    registrations,
    messages,
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
        sign_off_lapse.settle_before_commit()
        search_texts.keep_before_commit()
