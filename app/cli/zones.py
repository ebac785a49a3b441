"""`sidestage zones`: what a wall time means in a place, what a typed time says, which zone data answers."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn

import click

from app.cli import zone_json
from app.cli.zone_watch import watch
from app.domain.errors import DomainError
from app.domain.labels import QUESTIONS, read_time_text
from app.domain.zones import (
    ZoneRefused,
    require_zone,
    resolve,
    use_packaged_zone_data,
    wall_at,
    zone_data_origin,
    zone_data_version,
)

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
        _resolve_lines(zone)
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
    """Understand a typed time such as "2 May 2023 10:00-11:30 EST" and check its label by the place."""
    try:
        zone = require_zone(place) if place else None
        day = today.date() if today else wall_at(datetime.now(UTC), zone or "Etc/UTC").date()
        found = zone_json.typed(text, read_time_text(text, today=day), zone)
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


def _resolve_lines(zone: str | None) -> None:
    """One line out for each line in; a refused one says why, and the command then ends with 2."""
    refused = 0
    for line in _lines():
        try:
            meant = zone_json.meaning(*_wall_and_zone(*_line_parts(line, zone)))
        except DomainError as error:
            refused += 1
            meant = {"kind": "refused", "reason": str(error)}
            if isinstance(error, ZoneRefused):
                meant["choices"] = list(error.choices)
        click.echo(json.dumps(meant, ensure_ascii=False))
    if refused:
        click.echo(f"sidestage zones: {refused} line(s) refused", err=True)
        sys.exit(2)


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
    choices = error.choices if isinstance(error, ZoneRefused) else ()
    hint = f" For instance: {', '.join(choices)}." if choices else ""
    click.echo(" ".join(f"sidestage zones: {error}{hint}".split()), err=True)
    sys.exit(2)
