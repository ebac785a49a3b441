"""The list of participants that a meeting tool writes: read section by section, everybody counted once (R9).

Zoom, Teams, Webex and the like write one line for each time somebody came in, and list hosts, speakers and
attendees below heads of their own. Somebody whose line was cut and who came back is one person: told by the
address where there is one, else by the name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain import csv_rows
from app.domain.attendance.meeting_list_heads import columns, did_not_come
from app.domain.csv_rows import QuoteOpen, Row
from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.words import N_

MOST_LINES, MOST_BYTES = 20_000, 8 * 1024**2
NO_FILE = N_("Choose the file that the meeting tool wrote.")
TOO_LONG = N_("This list is too long: at most %(most)s lines.")
NOBODY = N_("Nobody in this list came. What was noted before stays as it was.")


class MeetingListRefused(DomainError):
    """The file holds no list of participants, or nobody came by it."""

    message = N_(
        "No line of this file names its columns. It needs one with names or addresses: “Name”, “Email”."
    )
    field = "file"
    status = 422


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came with one address, or under one name without any: the names shown, and how many lines."""

    names: tuple[str, ...]
    email: str
    lines: int

    @property
    def name(self) -> str:
        """The name shown first; "" where none was."""
        return next(filter(None, self.names), "")

    def joined_with(self, other: "Visitor", *, lines: int) -> "Visitor":
        """Return both as one, with this many lines."""
        return Visitor(tuple(dict.fromkeys((*self.names, *other.names))), self.email, lines)


@dataclass(frozen=True, slots=True)
class _Section:
    """What one head of the file stands above."""

    columns: Mapping[str, int]
    rows: list[Row]


def read(data: bytes) -> list[Visitor]:
    """Return the people who came, each once, as they first came. Raises MeetingListRefused, QuoteOpen."""
    if not data.strip(b"\0 \t\r\n") or data.count(b"\n") > MOST_LINES or data.count(b"\r") > MOST_LINES:
        raise MeetingListRefused(*((TOO_LONG,) if data.strip() else ()), most=MOST_LINES)
    rows = csv_rows.table(csv_rows.texts(data), lambda cells: len(columns(cells)))
    sections = _sections(rows)
    named = [section for section in sections if section.columns.keys() & {"name", "first"}] or sections
    if not named:
        raise MeetingListRefused
    found: dict[str, Visitor] = {}
    for section in named:
        for key, visitor in _people(section).items():
            known = found.get(key, visitor)  # some tools list the same people again, by their comings
            found[key] = known.joined_with(visitor, lines=max(known.lines, visitor.lines))
    if not found:
        raise MeetingListRefused(NOBODY)
    return _joined(found.values())


def _joined(people: Iterable[Visitor]) -> list[Visitor]:
    """Count somebody once who was there with an address and, from another device, by the same name alone."""
    people = list(people)
    by_name: dict[str, list[Visitor]] = {}
    for one in people:
        if one.email:
            by_name.setdefault(name_key(one.name), []).append(one)
    return [one for one in people if one.email or len(by_name.get(name_key(one.name), ())) != 1]


def _sections(rows: Sequence[Row]) -> list[_Section]:
    """Cut the rows below their heads; what stands before the first, and titles between, belong to none."""
    sections: list[_Section] = []
    is_open = False
    for place, row in enumerate(rows):
        head = columns(row.cells)
        if len(head) > 1 or (head and not sections and (place == 0 or _filled(row) > 1)):
            sections.append(_Section(head, []))
            is_open = True
        elif is_open and _is_title(row, sections[-1]):
            is_open = False
        elif is_open and _filled(row):
            sections[-1].rows.append(row)
    return sections


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _is_title(row: Row, section: _Section) -> bool:
    """Tell "Other Attended," from a person: it says one thing where the head names three columns or more."""
    return _filled(row) == 1 and len(row.cells) <= 2 and max(section.columns.values()) >= 2


def _people(section: _Section) -> dict[str, Visitor]:
    people: dict[str, Visitor] = {}
    said = [_said(row, section.columns) for row in section.rows]
    has_times = any(any(map(str.isdigit, one.get("joined", ""))) for one in said)
    for name, email in _who(one for one in said if not did_not_come(one, has_times=has_times)):
        key = email or name_key(name)
        one, known = Visitor((name,), email, 1), people.get(key)
        people[key] = known.joined_with(one, lines=known.lines + 1) if known else one
    return people


def _said(row: Row, heads: Mapping[str, int]) -> dict[str, str]:
    said = {column: row.cells[place] if place < len(row.cells) else "" for column, place in heads.items()}
    if any("\n" in said.get(column, "") for column in ("name", "first", "last", "email")):
        raise QuoteOpen(line=row.line)
    return {column: " ".join(cell.split()) for column, cell in said.items()}


def _who(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield name and address of each row that has one of them."""
    for said in rows:
        parts = f"{said.get('first', '')} {said.get('last', '')}".strip()
        name = said.get("name", "") or parts
        email = said.get("email", "").casefold()
        email = email if "@" in email else ""
        if name_key(name) or email:
            yield name, email
