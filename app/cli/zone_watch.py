"""`sidestage zones watch`: what an upgrade of the zone data moved, for operators."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy.exc import SQLAlchemyError

from app.cli import zone_json

if TYPE_CHECKING:
    from app.services.scheduling.clock_rules import UndecidedHour


@click.command("watch")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def watch(*, as_json: bool) -> None:
    """List coming events whose promised hour is another instant by the zone data in use.

    Nothing is changed and nobody is told: organisers decide at their desk. Ends with 0 when no event waits
    for a decision, with 1 when some do, with 2 when the question could not be asked.
    """
    try:
        found = _found()
    except SQLAlchemyError as error:
        why = " ".join(str(error).split())[:200]
        click.echo(f"sidestage zones: the database does not answer: {why}", err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(_as_table(found))
    sys.exit(1 if found["events"] else 0)


def _found() -> dict[str, Any]:
    from app.cli.program import program
    from app.domain.clocks.zones import zone_data_version
    from app.gateways import gateways
    from app.services.scheduling import clock_rules

    with program():
        events = clock_rules.undecided(now=gateways().clock.now())
        return {"zone_data": zone_data_version(), "events": [_event(finding) for finding in events]}


def _event(finding: "UndecidedHour") -> dict[str, Any]:
    time, verdict = finding.time, finding.verdict
    return {
        "event": finding.event.slug,
        "state": finding.event.state.value,
        "kind": verdict.kind,
        "zone": time.zone,
        "wall": zone_json.wall_text(time.wall_start),
        "old_instant": zone_json.instant(verdict.old),
        "new_instant": zone_json.instant(verdict.new) if verdict.new else None,
        "moved_by_minutes": round(verdict.moved_by.total_seconds() / 60) if verdict.new else None,
        "derived_with": time.zone_data,
    }


def _as_table(found: dict[str, Any]) -> str:
    if not found["events"]:
        return f"No event waits for a decision (zone data {found['zone_data']})."
    head = ("event", "state", "promised", "place", "old instant", "new instant", "derived with")
    rows = [
        (
            one["event"],
            one["state"],
            one["wall"].replace("T", " "),
            one["zone"],
            one["old_instant"],
            one["new_instant"] or one["kind"],
            one["derived_with"],
        )
        for one in found["events"]
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    wait = "1 event waits" if len(rows) == 1 else f"{len(rows)} events wait"
    return "\n".join([*lines, f"{wait} for a decision (zone data {found['zone_data']})."])
