"""What was kept long enough is forgotten, once a night: rows first, then files that no row names any more."""

from flask import Flask

from app.config import Settings
from app.extensions import db
from app.gateways import gateways, mail_folder
from app.services.library import partial_uploads
from app.services.people_records import erasure, merging
from app.services.retention import attendees, hours, mails, partners, speakers
from app.services.speakers import profile_files


def forget_old(app: Flask) -> int:
    """Erase what people told of events that ended long ago (row X3); return how many attendees' data."""
    with app.app_context():
        now = gateways().clock.now()
        count = attendees.erase_old(now=now)
        hours.erase_old(now=now)
        mails.erase_old(now=now)
        partners.erase_old(now=now)
        erasure.forget_told()
        voices = speakers.erase_old(now=now)
        photos = merging.forget_old(now=now)
        pieces = partial_uploads.forget_old(now=now)
        db.session.commit()
        profile_files.forget_voices(voices, storage=gateways().storage)
        profile_files.forget_photos(photos, storage=gateways().storage)
        db.session.rollback()
        for name in pieces:
            gateways().storage.delete(name)
        settings: Settings = app.config["SETTINGS"]
        mail_folder.forget_old(settings.mail_folder, before=now - attendees.KEPT_AFTER_END)
    return count
