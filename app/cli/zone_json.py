"""Wall times, readings and typed times as JSON: the shapes that `sidestage zones` prints."""

from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.clocks.zones import (
    Gap,
    Neighbour,
    Plain,
    Reading,
    letters_at,
    resolve,
    same_zone,
    zone_data_version,
)
from app.domain.typed_times.elapsed import minutes_in
from app.domain.typed_times.labels import LabelCheck, LabelReading, TypedTime, check_label


def meaning(wall: datetime, zone: str) -> dict[str, Any]:
    """What `wall` means in `zone`: kind "plain", "gap" or "overlap".

    `abbreviation` is what the data gives, "+03" where it has no letters.
    """
    meant = resolve(wall, zone)
    if isinstance(meant, Plain):
        return {
            "kind": "plain",
            **_reading(meant),
            "abbreviation": letters_at(meant.instant, zone),
            "zone_data": zone_data_version(),
        }
    if isinstance(meant, Gap):
        return {"kind": "gap", "before": _neighbour(meant.before), "after": _neighbour(meant.after)}
    return {"kind": "overlap", "first": _reading(meant.first), "second": _reading(meant.second)}


def typed(text: str, understood: TypedTime, place: str | None) -> dict[str, Any]:
    """What was understood; with date and start also what it means in the place and what the label says."""
    zone = place or understood.zone
    found: dict[str, Any] = {
        "text": text,
        "date": understood.date and understood.date.isoformat(),
        "dates": [day.isoformat() for day in understood.dates],
        "start": understood.start and f"{understood.start:%H:%M}",
        "end": understood.end and f"{understood.end:%H:%M}",
        "ends_next_day": understood.ends_next_day,
        "minutes": minutes_in(zone, understood) if zone else understood.minutes,
        "letters": understood.letters,
        "offset": None if understood.offset is None else offset(understood.offset),
        "named_place": understood.zone,
        "place": zone,
        "questions": list(understood.questions),
        "not_understood": understood.rest,
        "meaning": None,
        "label": None,
        "zone_data": zone_data_version(),
    }
    if understood.date is None or understood.start is None:
        return found
    wall = datetime.combine(understood.date, understood.start)
    skipped = False
    if place and understood.zone and not same_zone(place, understood.zone):
        found["questions"].append("place-differs")
        found["named_meaning"] = meaning(wall, understood.zone)
    if zone:
        found["meaning"] = meaning(wall, zone)
        skipped = found["meaning"]["kind"] == "gap"
    if understood.letters and not skipped:
        found["label"] = _label(check_label(wall, zone, understood.letters))
    return found


def offset(size: timedelta) -> str:
    """Write an offset as ISO 8601 does: "-04:00", seconds only where there are any."""
    seconds = round(size.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    tail = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{rest // 60:02d}{tail}"


def as_lines(found: dict[str, Any], indent: str = "") -> str:
    """Write the same for a person: one "name: value" a line, what is empty left out."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", as_lines(value, indent + "  ")]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            blocks = (as_lines(one, indent + "    ") for one in value)
            lines += [f"{indent}{name}:", *(f"{indent}  - {block[len(indent) + 4 :]}" for block in blocks)]
        elif value not in (None, "", [], False):
            lines.append(f"{indent}{name}: {', '.join(value) if isinstance(value, list) else value}")
    return "\n".join(lines)


def _label(check: LabelCheck) -> dict[str, Any]:
    return {"kind": check.kind, "readings": [_label_reading(reading) for reading in check.readings]}


def _label_reading(reading: LabelReading) -> dict[str, Any]:
    return {
        "letters": reading.letters,
        "offset": offset(reading.offset),
        "instant": instant(reading.instant),
        "wall": wall_text(reading.wall),
        "zone": reading.zone,
        "means": reading.means,
    }


def _reading(reading: Plain | Reading) -> dict[str, str]:
    return {"instant": instant(reading.instant), "offset": offset(reading.offset)}


def _neighbour(neighbour: Neighbour) -> dict[str, str]:
    return {"wall": wall_text(neighbour.wall), "instant": instant(neighbour.instant)}


def instant(moment: datetime) -> str:
    """Write an instant in UTC: "2023-05-02T14:00:00Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def wall_text(wall: datetime) -> str:
    """Write a wall time: "2023-05-02T10:00", seconds only where there are any."""
    return wall.isoformat(timespec="seconds" if wall.second else "minutes")
