"""Reading a JSON document field by field, with errors that say where and what in one line."""

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import DomainError
from app.domain.words import N_

MOST_ITEMS = 5000

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can write and no file can hold."""

Choice = TypeVar("Choice", bound=StrEnum)


class InputRefused(DomainError):
    """A document is not what was asked for. `path` is the place in it, such as people[2].zone."""

    message = N_("%(path)s: %(problem)s")
    field = "input"
    status = 422

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        super().__init__(path=path, problem=problem)


class Fields:
    """One JSON object at `path`. Every reader takes a key and raises InputRefused when its value will not do.

    Keys that are not in `known` are refused, so that a slip of the pen is not passed over in silence.
    """

    def __init__(self, value: object, path: str, known: str) -> None:
        if not isinstance(value, dict):
            raise InputRefused(path or "input", "an object in braces is wanted here")
        self._values: dict[str, object] = value
        self._path = path
        self._check_keys(known.split())

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        """Tell whether a key is there and not null."""
        return self._values.get(key) is not None

    def value(self, key: str) -> object:
        """The value as it is; None where it is missing."""
        return self._values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, white space made single; missing is refused unless there is a default."""
        value = self._values.get(key, default)
        if value is None:
            raise InputRefused(self.at(key), "is missing")
        if not isinstance(value, str) or not value.strip() or _SURROGATE.search(value):
            raise InputRefused(self.at(key), "a text is wanted here")
        return " ".join(value.split())

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        value = self._values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise InputRefused(self.at(key), "a whole number is wanted here")
        return value

    def flag(self, key: str) -> bool:
        """True or false; missing is false."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise InputRefused(self.at(key), "true or false is wanted here")
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice) -> Choice:
        """One word of a closed list."""
        text = self.text(key, default.value)
        try:
            return choices(text)
        except ValueError:
            words = ", ".join(choice.value for choice in choices)
            raise InputRefused(self.at(key), f"“{text[:64]}” is none of {words}") from None

    def date(self, key: str) -> date:
        """A day such as 2027-08-17."""
        return date_in(self.text(key), self.at(key))

    def instant(self, key: str) -> datetime | None:
        """An instant such as 2027-08-17T21:00:00Z, None where it is missing."""
        if not self.has(key):
            return None
        moment = moment_in(self.text(key), self.at(key))
        if moment.tzinfo is None:
            raise InputRefused(self.at(key), "an instant needs its offset, such as Z at the end")
        return moment.astimezone(UTC)

    def items(self, key: str) -> Iterator[tuple[str, object]]:
        """The items of a list with their paths; missing is an empty list."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            raise InputRefused(self.at(key), "a list in brackets is wanted here")
        if len(value) > MOST_ITEMS:
            raise InputRefused(self.at(key), f"{len(value)} items are too many, the limit is {MOST_ITEMS}")
        for number, item in enumerate(value):
            yield f"{self.at(key)}[{number}]", item

    def texts(self, key: str) -> Iterator[tuple[str, str]]:
        """The items of a list of texts with their paths."""
        for path, item in self.items(key):
            if not isinstance(item, str):
                raise InputRefused(path, "a text is wanted here")
            yield path, item

    def _check_keys(self, known: list[str]) -> None:
        for key in self._values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"is “{near[0]}” meant?" if near else f"known are {', '.join(known)}"
                raise InputRefused(self.at(key[:64]), f"is not a known field; {hint}")


def date_in(text: str, path: str) -> date:
    """Read 2027-08-17. Raises InputRefused."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise InputRefused(path, f"“{text[:64]}” is not a date such as 2027-08-17") from None


def moment_in(text: str, path: str) -> datetime:
    """Read 2027-08-18T14:00, with or without an offset. Raises InputRefused."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InputRefused(path, f"“{text[:64]}” is not a time such as 2027-08-18T14:00") from None
