"""The list of participants that a meeting tool writes: read whole, everybody counted once (row R9).

Zoom, Teams, Webex and the like write one line for each time somebody came in. Somebody whose line was cut and
who came back is one person: told by the address where there is one, else by the name.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.words import N_

MOST_LINES, MOST_BYTES = 20_000, 8 * 1024**2
NO_FILE = N_("Choose the file that the meeting tool wrote.")
TOO_LONG = N_("This list is too long: at most %(most)s lines.")
_HEAD_WITHIN = 40  # reports begin with a few lines about the meeting
_NAMES = (
    "name, full name, name original name, user name, display name, participant, participant name,"
    " attendee name, first name, nom, nombre, teilnehmer"
)
_ADDRESSES = (
    "email, e mail, mail, user email, email address, e mail address, attendee email, participant id upn, upn,"
    " correo electronico, adresse e mail"
)
_KNOWN: Mapping[str, str] = {
    **dict.fromkeys(_NAMES.split(", "), "name"),
    **dict.fromkeys(_ADDRESSES.split(", "), "email"),
    **dict.fromkeys(("last name", "surname", "family name"), "last"),
}
"""What stands above the columns, as `name_key` makes it."""


class MeetingListRefused(DomainError):
    """The file holds no list of participants."""

    message = N_(
        "No line of this file names its columns. It needs one with names or addresses: “Name”, “Email”."
    )
    field = "file"
    status = 422


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person of the list, and how many lines are theirs."""

    name: str
    email: str
    lines: int


def read(text: str) -> list[Visitor]:
    """Return the people of a list, each once, as they first came. Raises MeetingListRefused."""
    rows = _rows(text)
    place, columns = _head(rows)
    found: dict[str, Visitor] = {}
    for name, email in _people(rows[place + 1 :], columns):
        key = email or name_key(name)
        known = found.get(key)
        found[key] = Visitor(known.name or name if known else name, email, known.lines + 1 if known else 1)
    return _joined(found.values())


def _joined(people: Iterable[Visitor]) -> list[Visitor]:
    """Count somebody once who was there with an address and, from another device, by the same name alone."""
    people = list(people)
    by_name: dict[str, list[Visitor]] = {}
    for one in people:
        if one.email:
            by_name.setdefault(name_key(one.name), []).append(one)
    return [one for one in people if one.email or len(by_name.get(name_key(one.name), ())) != 1]


def _rows(text: str) -> list[list[str]]:
    if "\0" in text or not text.strip():
        raise MeetingListRefused
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.count("\n") > MOST_LINES:
        raise MeetingListRefused(TOO_LONG, most=MOST_LINES)
    sample = lines[:20_000]
    delimiter = max(",;\t", key=sample.count)
    try:
        rows = csv.reader(io.StringIO(lines), delimiter=delimiter)
        return [[" ".join(cell.split()) for cell in row] for row in rows]
    except csv.Error as error:
        raise MeetingListRefused from error


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Return the line that names the columns, and where each is; one with names before one with addresses."""
    found = [(place, _columns(row)) for place, row in enumerate(rows[:_HEAD_WITHIN])]
    for needed in ("name", "email"):
        for place, columns in found:
            if needed in columns and (place == 0 or len(rows[place]) > 1):
                return place, columns
    raise MeetingListRefused


def _columns(row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, cell in enumerate(row):
        known = _KNOWN.get(" ".join(name_key(cell).replace("_", " ").split()))
        if known:
            columns.setdefault(known, number)
    return columns


def _people(rows: Iterable[Sequence[str]], columns: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    """Yield name and address of each line, to the empty one behind which some tools list more."""
    for row in rows:
        if not any(row):
            return
        said = {name: row[number] if number < len(row) else "" for name, number in columns.items()}
        name = f"{said.get('name', '')} {said.get('last', '')}".strip()
        email = said.get("email", "").casefold()
        email = email if "@" in email else ""
        if name_key(name) or email:
            yield name, email
