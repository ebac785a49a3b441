"""The form of a summary: lists that grow, shrink and change their order without scripts."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms import Form as Part

from app.domain.errors import DomainError
from app.models import Summary
from app.services.library.summaries import LISTS, MOST_ROWS, SeveralRefused, SummaryContent, tidy
from app.web.errors import sentence
from app.web.forms.base import Form, LineField, TextField
from app.web.forms.fields import DayField
from app.web.http.numbers import whole_number


class PointForm(Part):
    heading = LineField(_l("Heading"), length=300)
    text = TextField(_l("Text"), length=5000)


class ReferenceForm(Part):
    label = LineField(
        _l("Reference"), description=_l("As it is cited: author, title, year, number."), length=500
    )
    topic = LineField(_l("About"), length=200)
    url = LineField(_l("Link"), length=2000)


class NumberForm(Part):
    label = LineField(_l("What"), description=_l("People who took part, for example."), length=200)
    value = LineField(_l("How many"), length=100)


def _rows(part: type[Part], label: Any) -> FieldList:
    return FieldList(FormField(part), label, max_entries=MOST_ROWS)


class SummaryForm(Form):
    overview = TextField(
        _l("Overview"),
        description=_l("What it was about and how it went. Markdown: **bold**, lists, links."),
        length=10000,
    )
    key_issues = _rows(PointForm, _l("Key issues"))
    recommendations = _rows(PointForm, _l("Recommendations"))
    presented_by = LineField(_l("Recommendations presented by"), length=200)
    references = _rows(ReferenceForm, _l("References"))
    numbers = _rows(NumberForm, _l("In numbers"))
    due_on = DayField(_l("Due on"), description=_l("When the forum expects it."))
    published_on = DayField(
        _l("First published on"), description=_l("Only where it appeared elsewhere before: for archives.")
    )
    note = LineField(
        _l("What is corrected"), description=_l("Shown under the summary with today’s date."), length=500
    )

    def fill(self, summary: Summary) -> None:
        """Show what is kept."""
        for name in ("overview", "presented_by", "due_on", "published_on"):
            self[name].data = getattr(summary, name)
        for name in LISTS:
            self[name].process(None, getattr(summary, name)[:MOST_ROWS])

    def arrange(self, command: str) -> str | None:
        """Do "add:list", or "up:list:2", "down:list:2", "drop:list:2"; return the id of a new row's field."""
        verb, _colon, rest = command.partition(":")
        name, _colon, number = rest.partition(":")
        if name not in LISTS or verb not in {"add", "up", "down", "drop"}:
            return None
        rows, at = [dict(row) for row in self[name].data], whole_number(number)
        if verb == "add":
            kept = rows if len(rows) < MOST_ROWS else tidy(rows, LISTS[name])
            rows, at = [*kept, {}][:MOST_ROWS], len(kept)
        elif at is not None and at < len(rows):
            row = rows.pop(at)
            if verb != "drop":
                at = max(0, at + (1 if verb == "down" else -1))
                rows.insert(at, row)
        self[name].process(None, rows)
        return f"{name}-{at}-{LISTS[name][0]}" if verb == "add" else None

    def tidy(self) -> None:
        """Drop empty rows, so that places in the form and in what is kept agree. Call it after validating."""
        for name, parts in LISTS.items():
            self[name].process(None, tidy(self[name].data, parts))

    def content(self) -> SummaryContent:
        return SummaryContent(
            overview=self.overview.data,
            lists={name: self[name].data for name in LISTS},
            presented_by=self.presented_by.data,
            due_on=self.due_on.data,
            published_on=self.published_on.data,
        )

    def refuse(self, error: DomainError) -> None:
        """Put a refusal at its row, as "references-0-url" names it; several each at theirs."""
        if isinstance(error, SeveralRefused):
            for one in error.refusals:
                self.refuse(one)
            return
        name, _dash, rest = (error.field or "").partition("-")
        place, _dash, part = rest.partition("-")
        at = whole_number(place)
        if name not in LISTS or at is None:
            super().refuse(error)
            return
        rows: Sequence[Any] = self[name].entries
        row = rows[at].form
        row[part].errors = [*row[part].errors, sentence(error)]
        self[name].errors = [one.errors for one in rows]


def row_names() -> dict[str, str]:
    """Return what one row of each list is called."""
    return {
        "key_issues": _("Key issue"),
        "recommendations": _("Recommendation"),
        "references": _("Reference"),
        "numbers": _("Number"),
    }
