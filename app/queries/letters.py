"""What people wrote to the organisers of an event: listed, counted, found by its writer (row R4)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.domain.mail.letters import LetterFate
from app.extensions import db
from app.models import Letter, Registration

PAGE = 20
BY_ROBOTS = (LetterFate.AUTOMATIC, LetterFate.MAILING_LIST, LetterFate.OURS)
STANDS = ("open", "settled", "automatic")
"""What waits for an organiser, what does not any more, and what no person wrote to them alone."""


def page_of(event_id: int, *, stand: str, page: int = 1) -> tuple[Sequence[Letter], int]:
    """Return one page of an event's letters, the newest first, and how many pages there are (at least 1)."""
    wanted = (Letter.event_id == event_id, _STANDS[stand])
    total = db.session.scalar(select(func.count()).select_from(Letter).where(*wanted)) or 0
    newest = select(Letter).where(*wanted).order_by(Letter.came_at.desc(), Letter.id.desc())
    rows = db.session.scalars(newest.limit(PAGE).offset((page - 1) * PAGE)).all()
    return rows, max(1, -(-total // PAGE))


def counts(event_id: int) -> dict[str, int]:
    """Return how many letters stand where, by the words of STANDS, in one query."""
    columns = [func.count().filter(_STANDS[stand]) for stand in STANDS]
    row = db.session.execute(select(*columns).where(Letter.event_id == event_id)).one()
    return dict(zip(STANDS, row, strict=True))


def by_key(event_id: int, key: str) -> Letter | None:
    """Return the event's letter with this key."""
    return db.session.scalar(select(Letter).where(Letter.event_id == event_id, Letter.key == key))


def of_registration(registration: Registration) -> Sequence[Letter]:
    """Return what one attendee wrote: by an answer to their mail, or under their address."""
    theirs = or_(
        Letter.registration_id == registration.id,
        and_(Letter.registration_id.is_(None), Letter.email == registration.email.lower()),
    )
    return _of(Letter.event_id == registration.event_id, theirs)


def of_address(event_id: int, email: str) -> Sequence[Letter]:
    """Return what came from an address, or as an answer to a mail that went there; not of an attendee."""
    theirs = or_(Letter.email == email.lower(), func.lower(Letter.known_email) == email.lower())
    return _of(Letter.event_id == event_id, Letter.registration_id.is_(None), theirs)


def _of(*whose: ColumnElement[bool]) -> Sequence[Letter]:
    return db.session.scalars(select(Letter).where(*whose).order_by(Letter.came_at, Letter.id)).all()


_BY_ROBOT = Letter.fate.in_(BY_ROBOTS)
_STANDS = {
    "open": and_(~_BY_ROBOT, Letter.settled_at.is_(None)),
    "settled": and_(~_BY_ROBOT, Letter.settled_at.is_not(None)),
    "automatic": _BY_ROBOT,
}
