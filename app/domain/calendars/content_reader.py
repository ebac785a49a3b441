"""Read content lines from anybody: names, parameters and values, nothing expanded (RFC 5545 section 3.1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_LINE_ENDS = re.compile(r"[\r\n]+")
_FOLD = re.compile(r"\n[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:,])*(?:,(?:\"[^\"]*\"|[^\";:,])*)*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LINES_LIMIT = 20_000
_DEPTH_LIMIT = 8


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


def read_calendar(text: str, *, lines: int = _LINES_LIMIT) -> Component | None:
    """Return the first whole VCALENDAR in `text`, None when there is none in the first `lines` lines.

    Odd lines are passed over. Lines may end in CR CR LF or a bare CR, as some mail servers leave them.
    """
    stack: list[Component] = []
    for line in _FOLD.sub("", _LINE_ENDS.sub("\n", text)).split("\n", maxsplit=lines)[:lines]:
        found = _property(line)
        if found is None:
            continue
        if found.name == "BEGIN":
            if len(stack) == _DEPTH_LIMIT:
                return None
            stack.append(Component(found.value.strip().upper()))
        elif found.name == "END" and stack:
            done = stack.pop()
            if not stack and done.name == "VCALENDAR":
                return done
            if stack:
                stack[-1].components.append(done)
        elif stack:
            stack[-1].properties.append(found)
    return None


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
