"""Mails to speakers: what is still missing, in words."""

from flask_babel import lazy_gettext as _l

from app.services.speakers import outstanding

OWED = {
    outstanding.PROFILE: _l("your profile: how you are named, shown and reached on the day"),
    outstanding.CONSENTS: _l("what you agree to: recording, publishing, transcript"),
    outstanding.SLIDES: _l("your slides, which the programme announces"),
    outstanding.CHECK: _l("a slot for the tech check, a few minutes before the day"),
}
