"""Every commit that brought messages wakes the worker, which else finds them with its next sweep."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.extensions import db
from app.gateways import gateways
from app.services.mail import outbox


def wake_after_commits() -> None:
    """Listen to the sessions of the program; twice is once."""
    event.listen(db.session, "after_flush", outbox.notice_new)
    event.listen(db.session, "after_commit", _wake)
    event.listen(db.session, "after_rollback", outbox.forget_new)


def _wake(session: Session) -> None:
    if outbox.forget_new(session):
        gateways().queue.wake()
