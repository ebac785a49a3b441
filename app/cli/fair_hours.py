"""`sidestage fair-hours`: rank the starts of a request in a JSON file; docs/fair-hours.md has the format."""

import json
import sys
from datetime import UTC, datetime
from typing import TextIO

import click

from app.domain.errors import DomainError
from app.domain.fair_hours.json_input import read_request
from app.domain.fair_hours.json_output import answer
from app.domain.fair_hours.search import Engine
from app.domain.fair_hours.times import fair_hours as find
from app.domain.fair_hours.what_if import Change, what_if
from app.domain.zones import use_packaged_zone_data

MOST_BYTES = 10_000_000


@click.command("fair-hours")
@click.argument("source", metavar="INPUT.json", type=click.File(encoding="utf-8"))
@click.option("--engine", type=click.Choice([one.value for one in Engine]), default=Engine.PLAIN.value)
def fair_hours(source: TextIO, engine: str) -> None:
    """Print the fairest starts for people in many zones, as JSON. "-" reads from standard input."""
    use_packaged_zone_data()
    try:
        asked = read_request(_document(source), datetime.now(UTC))
        found = find(asked.request, count=asked.limit, engine=Engine(engine))
        tried = [what_if(asked.request, ident, change) for ident in asked.what_if for change in Change]
    except (DomainError, ModuleNotFoundError) as error:
        click.echo("sidestage fair-hours: " + " ".join(str(error).split()), err=True)
        sys.exit(2)
    click.echo(json.dumps(answer(found, tried), ensure_ascii=False, indent=1))


def _document(source: TextIO) -> object:
    try:
        text = source.read(MOST_BYTES + 1)
    except UnicodeDecodeError:
        raise DomainError("this is not UTF-8 text.") from None
    if len(text) > MOST_BYTES:
        raise DomainError("the file is over 10 MB.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DomainError(f"line {error.lineno}, column {error.colno}: this is not JSON.") from None
    except RecursionError:
        raise DomainError("the JSON is nested too deeply.") from None
