"""People out as a spreadsheet's CSV."""

from flask import Response as FlaskResponse

from app.domain import csv_cells
from app.queries.participants import participations_of
from app.web import access
from app.web.http.clock import now
from app.web.speakers import board
from app.web.speakers.blueprint import blueprint
from app.web.speakers.list_views import EDIT


@blueprint.get("/people.csv")
def export(slug: str) -> FlaskResponse:
    """The board for a spreadsheet, in which nothing that a person typed can run."""
    event = access.load_event(slug, EDIT)
    head = ("name", "email", "roles", "organisation", "position", "country", "state", "zone", "owed")
    rows = [head, *map(_row, board.rows_of(event, participations_of(event.id), now=now()))]
    answer = FlaskResponse(csv_cells.lines(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}-people.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _row(row: board.Row) -> list[str]:
    part, first = row.part, next(iter(row.part.affiliations), None)
    return [
        part.name_printed,
        part.person.email or "",
        "; ".join(part.roles),
        first.organisation_name if first else "",
        first.title if first else "",
        (first.country or "") if first else "",
        part.state.value,
        part.person.zone or "",
        "; ".join(chip.word for chip in row.chips if chip.tone in {"warn", "bad"}),
    ]
