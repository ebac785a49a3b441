"""`sidestage fair-hours`: rank the starts of a request in a JSON file; docs/fair-hours.md has the format."""

import json
import sys
from datetime import UTC, datetime

import click

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.errors import DomainError
from app.domain.fair_hours.json_input import read_request
from app.domain.fair_hours.json_output import answer
from app.domain.fair_hours.times import fair_hours as find
from app.domain.fair_hours.what_if import Change, what_if

MOST_BYTES = 10_000_000


@click.command("fair-hours")
@click.argument("source", metavar="INPUT.json")
def fair_hours(source: str) -> None:
    """Print the fairest starts for people in many zones, as JSON. "-" reads from standard input."""
    use_packaged_zone_data()
    try:
        asked = read_request(_document(source), datetime.now(UTC))
        found = find(asked.request, count=asked.limit)
        tried = [what_if(asked.request, ident, change) for ident in asked.what_if for change in Change]
    except DomainError as error:
        click.echo("sidestage fair-hours: " + " ".join(str(error).split()), err=True)
        sys.exit(2)
    click.echo(json.dumps(answer(found, tried), ensure_ascii=False, indent=1))


def _document(source: str) -> object:
    try:
        with click.open_file(source, "rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no name of a file"
        raise DomainError(f"“{source[:200]}” cannot be read: {why}.") from None
    if len(data) > MOST_BYTES:
        raise DomainError("the file is over 10 MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DomainError("this is not UTF-8 text.") from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DomainError(f"line {error.lineno}, column {error.colno}: this is not JSON.") from None
    except RecursionError:
        raise DomainError("the JSON is nested too deeply.") from None
