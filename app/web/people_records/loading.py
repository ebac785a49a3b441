"""The records that an account may open: people of the events it leads. Of others nothing is told."""

from typing import NamedTuple

from flask import abort

from app.models import Person
from app.queries import duplicates
from app.queries.duplicates import Known, Viewer
from app.services.speakers import person_records
from app.web import access


class Seen(NamedTuple):
    """A record with what the account may know of it."""

    person: Person
    known: Known


def viewer() -> Viewer:
    """Return whose eyes these are."""
    return Viewer(access.account().id, access.is_operator())


def load(slug: str) -> Seen:
    """Return the record of this address, or 404."""
    person = person_records.by_slug(slug) or abort(404)
    known = duplicates.visible_to(viewer(), person) or abort(404)
    return Seen(person, known)


def sees_address(person: Person) -> bool:
    """Whether the address was given to this account's own events; running the installation is no claim."""
    own = duplicates.visible_to(Viewer(access.account().id), person)
    return own is not None and own.is_whole
