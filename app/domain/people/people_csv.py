"""A list of people as spreadsheets write it: read whole, with what is wrong in each line (row P8)."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.people.person_roles import ROLE_WORDS, PersonRole
from app.domain.words import N_

MOST_LINES, MOST_BYTES, LONGEST = 500, 1024**2, 200
COLUMNS = ("name", "email", "roles", "organisation", "position", "country")
# What people write above their columns -> ours; compared as name_key makes them.
KNOWN: Mapping[str, str] = {
    "name": "name", "full name": "name", "name as printed": "name", "speaker": "name", "person": "name",
    "email": "email", "e mail": "email", "e mail address": "email", "email address": "email", "mail": "email",
    "role": "roles", "roles": "roles", "part": "roles",
    "organisation": "organisation", "organization": "organisation", "affiliation": "organisation",
    "institution": "organisation", "company": "organisation",
    "position": "position", "title": "position", "job title": "position", "function": "position",
    "country": "country", "nationality": "country",
}  # fmt: skip
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
    """Return the text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, else Windows-1252."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def table(text: str, *, has_head: bool = True) -> PeopleTable:
    """Return the cells of a list; without a head the columns are told apart by what the first line says.

    Raises ListRefused for what is no list, and for more people than one list may have.
    """
    rows = _rows(text)
    body = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
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
        name = KNOWN.get(name_key(cell).replace("_", " ").replace("-", " "))
        found.append(None if name in found else name)
    return found


def read(
    found: PeopleTable,
    columns: Sequence[str | None],
    *,
    is_address: Callable[[str], bool],
    country_of: Callable[[str], str | None],
) -> list[ListedPerson]:
    """Return the people of a list, in order; `columns` says what each column holds. Raises ListRefused."""
    named = [name for name in columns if name]
    if "name" not in named:
        raise ListRefused(NO_COLUMN)
    for name in named:
        if named.count(name) > 1:
            raise ListRefused(TWO_COLUMNS, name=name)
    seen: dict[str, int] = {}
    return [_line(number, list(columns), row, seen, is_address, country_of) for number, row in found.body]


def _rows(text: str) -> list[list[str]]:
    if "\0" in text or not text.strip():
        raise ListRefused
    first = text.lstrip().split("\n", maxsplit=1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(
            csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter)
        )
    except csv.Error as error:
        raise ListRefused from error


def _line(
    number: int,
    head: list[str | None],
    row: list[str],
    seen: dict[str, int],
    is_address: Callable[[str], bool],
    country_of: Callable[[str], str | None],
) -> ListedPerson:
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {name: _clean(cell) for name, cell in zip(head, row, strict=False) if name}
    problems: list[tuple[str, dict[str, object]]] = []
    if not name_key(cells["name"]):
        problems.append((NO_NAME, {}))
    if any(len(cell) > LONGEST for cell in cells.values()):
        problems.append((TOO_LONG, {"most": LONGEST}))
    email = cells["email"].casefold()
    if email and not is_address(email):
        problems.append((NO_ADDRESS, {"text": email[:60]}))
    elif email in seen:
        problems.append((TWICE, {"line": seen[email]}))
    elif email:
        seen[email] = number
    words = [word.strip() for word in re.split(r"[,;/]", cells["roles"]) if word.strip()]
    roles = [(word, _role(word)) for word in words]
    problems += [(NO_ROLE, {"text": word[:60]}) for word, role in roles if role is None]
    country = country_of(cells["country"]) if cells["country"] else None
    if cells["country"] and country is None:
        problems.append((NO_COUNTRY, {"text": cells["country"][:60]}))
    known = [role for _word, role in roles if role]
    return ListedPerson(
        number, cells["name"], email, known, cells["organisation"], cells["position"], country, problems
    )


def _clean(cell: str) -> str:
    """Return one line of text; the sign that we put before a formula when we write is taken off again."""
    text = " ".join("".join(char if char.isprintable() else " " for char in cell).split())
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def _role(word: str) -> str | None:
    wanted = name_key(word)
    for role in PersonRole:
        if wanted in {name_key(role.value), name_key(ROLE_WORDS[role])}:
            return role.value
    return None
