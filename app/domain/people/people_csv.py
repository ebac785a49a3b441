"""A list of people as spreadsheets write it: read whole, with what is wrong in each line (row P8)."""

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain import csv_cells, csv_rows
from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.people.person_roles import roles_in
from app.domain.people.typed_words import typed_words
from app.domain.words import N_

MOST_LINES, MOST_BYTES, LONGEST = 500, 1024**2, 200
COLUMNS = ("name", "first", "last", "email", "roles", "organisation", "position", "country")
_JOINERS = "\u200c\u200d"  # parts of words in Persian and Indic scripts
NO_NAME = N_("There is no name.")
TOO_LONG = N_("A cell has more than %(most)d characters.")
NO_ADDRESS = N_("“%(text)s” is not an e-mail address.")
NO_ROLE = N_("“%(text)s” is not a role we know.")
NO_COUNTRY = N_("“%(text)s” is not a country we know.")
TWICE = N_("The same address stands in line %(line)d.")


class ListRefused(DomainError):
    """The file as a whole cannot be read."""

    message = N_("This is not a list we can read. Save it as CSV, with one line of column names at the top.")
    field = "file"
    status = 422


NO_COLUMN = N_("Say which column holds the names.")
TWO_COLUMNS = N_("Two columns are said to hold the same: %(name)s.")
TOO_MANY = N_("At most %(most)d people at once.")


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A list as cells: what stands above each column, and the (line number, cells) below."""

    head: list[str]
    body: list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of the list; `problems` are sentences with their values. `number` counts as editors do."""

    number: int
    name: str
    email: str
    roles: list[str]
    organisation: str
    position: str
    country: str | None
    problems: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def decoded(data: bytes) -> str:
    """Return the text of a file, in the encoding that yields column names."""
    return csv_rows.chosen(csv_rows.texts(data), _understood)[0]


def table(text: str, *, has_head: bool = True) -> PeopleTable:
    """Return the cells of a list; without a head the columns are told apart by what the first line says.

    Raises ListRefused for what is no list and for more people than one list may have, QuoteOpen.
    """
    rows = csv_rows.table(iter((text,)), _understood)
    body = [(row.line, row.cells) for row in rows if any(cell.strip() for cell in row.cells)]
    if not body:
        raise ListRefused
    head = [_clean(cell) for cell in body[0][1]]
    if has_head:
        body = body[1:]
    if len(body) > MOST_LINES:
        raise ListRefused(TOO_MANY, most=MOST_LINES)
    return PeopleTable(head, body)


def guess(head: Sequence[str]) -> list[str | None]:
    """Return what each column seems to hold by its name; None for one that is passed over."""
    found: list[str | None] = []
    for cell in head:
        name = typed_words("people_columns").get(name_key(cell.replace("_", " ")))
        found.append(None if name in found else name)
    if "nom" in found:  # a French family name where given names have a column, else the whole name
        found[found.index("nom")] = "last" if "first" in found else "name"
    return found


def _understood(cells: Sequence[str]) -> int:
    return sum(name is not None for name in guess(cells))


def read(
    found: PeopleTable,
    columns: Sequence[str | None],
    *,
    address_of: Callable[[str], str | None],
    country_of: Callable[[str], str | None],
) -> list[ListedPerson]:
    """Return the people of a list, in order; `columns` says what each column holds. Raises ListRefused.

    `address_of` returns an address in its one spelling, `country_of` a country's code; both None in doubt.
    """
    named = [name for name in columns if name]
    if not {"name", "first"} & set(named):
        raise ListRefused(NO_COLUMN)
    for name in named:
        if named.count(name) > 1:
            raise ListRefused(TWO_COLUMNS, name=name)
    seen: dict[str, int] = {}
    return [_line(number, list(columns), row, seen, address_of, country_of) for number, row in found.body]


def text_of(found: PeopleTable, lines: Sequence[ListedPerson], *, has_head: bool = True) -> str:
    """Write some lines of a table again as they were, below the head that they had."""
    numbers = {line.number for line in lines}
    rows = [row for number, row in found.body if number in numbers]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([found.head, *rows] if has_head else rows)
    return written.getvalue()


def _line(
    number: int,
    head: list[str | None],
    row: list[str],
    seen: dict[str, int],
    address_of: Callable[[str], str | None],
    country_of: Callable[[str], str | None],
) -> ListedPerson:
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {name: _clean(cell) for name, cell in zip(head, row, strict=False) if name}
    cells["name"] = cells["name"] or f"{cells['first']} {cells['last']}".strip()
    problems: list[tuple[str, dict[str, object]]] = []
    if not name_key(cells["name"]):
        problems.append((NO_NAME, {}))
    if any(len(cell) > LONGEST for cell in cells.values()):
        problems.append((TOO_LONG, {"most": LONGEST}))
    email = address_of(cells["email"]) if cells["email"] else None
    if cells["email"] and email is None:
        problems.append((NO_ADDRESS, {"text": cells["email"][:60]}))
    elif email and email in seen:
        problems.append((TWICE, {"line": seen[email]}))
    elif email:
        seen[email] = number
    roles, unknown = roles_in(cells["roles"])
    problems += [(NO_ROLE, {"text": word[:60]}) for word in unknown]
    country = country_of(cells["country"]) if cells["country"] else None
    if cells["country"] and country is None:
        problems.append((NO_COUNTRY, {"text": cells["country"][:60]}))
    return ListedPerson(
        number, cells["name"], email or "", roles, cells["organisation"], cells["position"], country, problems
    )


def _clean(cell: str) -> str:
    """Return one line of text without signs that nobody sees; what we wrote before a formula is taken off."""
    seen = "".join(
        char if char.isprintable() or char in _JOINERS else "" if unicodedata.category(char) == "Cf" else " "
        for char in cell
    )
    return csv_cells.bare(" ".join(seen.split()))
