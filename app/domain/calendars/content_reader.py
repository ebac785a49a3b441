"""Read content lines from anybody: names, parameters and values, nothing expanded (RFC 5545 section 3.1)."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# Lines end in CR LF, LF, CR, or CR CR LF where a copy went wrong; a fold may stand behind an empty line.
_LINE_ENDS, _FOLD = re.compile(r"[\r\n]+"), re.compile(r"\n[ \t]")
_OCTET_LINE_ENDS, _OCTET_FOLD = re.compile(rb"[\r\n]+"), re.compile(rb"\n[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:,])*(?:,(?:\"[^\"]*\"|[^\";:,])*)*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LINES_LIMIT = 20_000
_DEPTH_LIMIT = 8


class CutShort(ValueError):
    """A calendar has no end: broken off, more lines than are read, or components one in another in vain."""


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its raw value, and its parameters with names in capitals and quotes taken off."""

    name: str
    value: str
    parameters: Mapping[str, str]


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return every property of that name, in order."""
        return [found for found in self.properties if found.name == name]

    def property(self, name: str) -> Property | None:
        """Return the first property of that name."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the first property of that name as TEXT, unescaped and trimmed; "" when there is none."""
        found = self.property(name)
        return _ESCAPE.sub(_unescaped, found.value).strip() if found else ""

    def first(self, name: str) -> "Component | None":
        """Return the first component of that name within this one."""
        return next((found for found in self.components if found.name == name), None)


def text_of(data: bytes) -> str:
    """Return a calendar file as text, unfolded: some writers fold in the middle of a character."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return _OCTET_FOLD.sub(b"", _OCTET_LINE_ENDS.sub(b"\n", data)).decode("utf-8-sig", "replace")


def read_calendar(text: str) -> Component | None:
    """Return the first whole VCALENDAR in `text`, None when there is none."""
    try:
        return next(read_calendars(text), None)
    except CutShort:
        return None


def read_calendars(text: str, *, lines: int = _LINES_LIMIT) -> Iterator[Component]:
    """Yield every VCALENDAR in `text`, in order; odd lines are passed over. Raises CutShort."""
    stack: list[Component] = []
    for found in _properties(text, lines):
        if found.name == "BEGIN":
            if len(stack) == _DEPTH_LIMIT:
                raise CutShort
            stack.append(Component(found.value.strip().upper()))
        elif found.name == "END" and stack:
            done = stack.pop()
            if stack:
                stack[-1].components.append(done)
            elif done.name == "VCALENDAR":
                yield done
        elif stack:
            stack[-1].properties.append(found)
    if stack:
        raise CutShort


def _properties(text: str, lines: int) -> Iterator[Property]:
    for number, line in enumerate(_FOLD.sub("", _LINE_ENDS.sub("\n", text)).split("\n")):
        if number > lines:
            raise CutShort
        if found := _property(line):
            yield found


def _property(line: str) -> Property | None:
    name = _NAME.match(line)
    if name is None:
        return None
    position, parameters = name.end(), {}
    while found := _PARAMETER.match(line, position):
        parameters[found[1].upper()] = found[2].replace('"', "")
        position = found.end()
    if line[position : position + 1] != ":":
        return None
    return Property(name[1].upper(), line[position + 1 :], parameters)


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
