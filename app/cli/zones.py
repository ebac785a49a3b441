"""`sidestage zones`: what a wall time means in a place, what a typed time says, which zone data answers."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NoReturn

import click

from app.cli import zone_json
from app.cli.zone_watch import watch
from app.domain.clocks.places import places_called
from app.domain.clocks.zones import (
    ZoneRefused,
    require_zone,
    resolve,
    use_packaged_zone_data,
    wall_at,
    zone_data_origin,
    zone_data_version,
)
from app.domain.errors import DomainError
from app.domain.typed_times.labels import QUESTIONS, read_time_text

LONGEST_LINE = 10_000


@click.group("zones")
def zones() -> None:
    """Times and places: meaning of a wall time, reading of a typed one, zone data in use."""
    use_packaged_zone_data()


@zones.command("resolve")
@click.argument("wall")
@click.argument("zone", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def resolve_wall(wall: str, zone: str | None, *, as_json: bool) -> None:
    """Say which instant WALL (2023-05-02T10:00) is in ZONE (Asia/Tokyo), or that it is skipped or doubled.

    "-" instead of WALL reads lines of JSON, each {"wall": ..., "zone": ...}, and prints a line for each. ZONE
    is then the zone of lines without one.
    """
    if wall == "-":
        _answer_lines(lambda line: zone_json.meaning(*_wall_and_zone(*_line_parts(line, zone))))
        return
    try:
        meant = zone_json.meaning(*_wall_and_zone(wall, zone or ""))
    except DomainError as error:
        _refuse(error)
    click.echo(json.dumps(meant) if as_json else zone_json.as_lines(meant))


@zones.command("read")
@click.argument("text")
@click.option("--place", metavar="ZONE", help="The zone of the event's place.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day from which a missing year is counted."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def read_text(text: str, place: str | None, today: datetime | None, *, as_json: bool) -> None:
    """Understand a typed time such as "2 May 2023 10:00-11:30 EST" and check its label by the place.

    "-" instead of TEXT reads many: a line each, as it stands or as JSON {"text": ..., "place": ...}, and
    prints a line of JSON for each.
    """
    day = today.date() if today else None
    if text == "-":
        _answer_lines(lambda line: _understood(*_text_and_place(line, place), day))
        return
    try:
        found = _understood(text, place, day)
    except DomainError as error:
        _refuse(error)
    if not as_json:
        found |= {"questions": [QUESTIONS[code] for code in found["questions"]]}
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else zone_json.as_lines(found))


@zones.command("version")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def version(*, as_json: bool) -> None:
    """Name the release of the zone data in use and where it is read from."""
    known = {"zone_data": zone_data_version(), "from": zone_data_origin()}
    click.echo(json.dumps(known) if as_json else f"{known['zone_data']} (from {known['from']})")


zones.add_command(watch)


def _answer_lines(answer: Callable[[str], dict[str, Any]]) -> None:
    """One line out for each line in; a refused one says why, and the command then ends with 2."""
    refused = 0
    for line in _lines():
        try:
            found = answer(line)
        except DomainError as error:
            refused += 1
            found = {"kind": "refused", "reason": _said(error)}
            if isinstance(error, ZoneRefused):
                found["choices"] = list(_zones_for(error))
        click.echo(json.dumps(found, ensure_ascii=False))
    if refused:
        click.echo(f"sidestage zones: {refused} line(s) refused", err=True)
        sys.exit(2)


def _said(error: DomainError) -> str:
    """Pages take cities, this command takes names of zones."""
    if isinstance(error, ZoneRefused) and error.text == ZoneRefused.message:
        return f"“{error.zone[:64]}” is no IANA zone name. Give one such as Pacific/Auckland."
    return str(error)


def _zones_for(error: ZoneRefused) -> tuple[str, ...]:
    """The zones of the cities of that very name, else what the refusal offers."""
    return tuple(dict.fromkeys(place.zone for place in places_called(error.zone))) or error.choices


def _lines() -> Iterator[str]:
    return (text for line in sys.stdin.buffer if (text := line.decode(errors="replace").strip()))


def _line_parts(line: str, zone: str | None) -> tuple[str, str]:
    try:
        parts: Any = json.loads(line[:LONGEST_LINE])
    except (json.JSONDecodeError, RecursionError):
        raise DomainError(
            'a line must be JSON such as {"wall": "2023-05-02T10:00", "zone": "Asia/Tokyo"}'
        ) from None
    if isinstance(parts, dict):
        parts = [parts.get("wall", parts.get("local")), parts.get("zone", zone)]
    if not (isinstance(parts, list) and len(parts) == 2 and all(isinstance(part, str) for part in parts)):
        raise DomainError('a line must hold "wall" and "zone", both text')
    return parts[0], parts[1]


def _text_and_place(line: str, place: str | None) -> tuple[str, str | None]:
    """A line of JSON, an object or a text, or else the sentence itself."""
    if line[0] not in '{"':
        return line, place
    try:
        parts: Any = json.loads(line[:LONGEST_LINE])
    except (json.JSONDecodeError, RecursionError):
        if line[0] == '"':
            return line, place  # a sentence in quotation marks
        raise DomainError('a line in braces must be JSON such as {"text": "2 May 2023 10:00 EST"}') from None
    if isinstance(parts, str):
        return parts, place
    text, place = parts.get("text"), parts.get("place", place)
    if not isinstance(text, str) or not isinstance(place, str | None):
        raise DomainError('a line must hold "text", and may hold "place", both text')
    return text, place


def _understood(text: str, place: str | None, today: date | None) -> dict[str, Any]:
    """Raises DomainError for a place that is none, and for nothing to read."""
    if not text.strip():
        raise DomainError("there is no text to read")
    zone = require_zone(place) if place else None
    day = today or wall_at(datetime.now(UTC), zone or "Etc/UTC").date()
    return zone_json.typed(text, read_time_text(text, today=day), zone)


def _wall_and_zone(wall: str, zone: str) -> tuple[datetime, str]:
    """Both read and accepted. Raises DomainError."""
    place = require_zone(zone)
    try:
        time = datetime.fromisoformat(wall if len(wall) > 10 else "")  # a date alone is no time
    except ValueError:
        raise DomainError(f"“{wall[:40]}” is not a wall time such as 2023-05-02T10:00") from None
    if time.tzinfo is not None:
        raise DomainError(f"“{wall[:40]}” names an instant already; a wall time has no offset and no Z")
    resolve(time, place)  # a year that no rule reaches is refused here
    return time, place


def _refuse(error: DomainError) -> NoReturn:
    """One line on the standard error, with choices where there are any; the command ends with 2."""
    choices = _zones_for(error) if isinstance(error, ZoneRefused) else ()
    hint = f" For instance: {', '.join(choices)}." if choices else ""
    click.echo(" ".join(f"sidestage zones: {_said(error)}{hint}".split()), err=True)
    sys.exit(2)
