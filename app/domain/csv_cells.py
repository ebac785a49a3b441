"""Tables for spreadsheets that cannot run anything (row R11)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"  # without it the usual spreadsheet reads UTF-8 as something else
_FORMULA = re.compile(r"'*[ \u00a0]*[=+\-@\t\r\n＝＋－＠|%]")
"""What a spreadsheet could take for a formula, behind apostrophes of its own or none."""


def inert(value: object) -> str:
    """Return a cell's text; what a spreadsheet could take for a formula gets an apostrophe in front.

    Blanks before the sign do not help it, since some spreadsheets strip them on import.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def bare(text: str) -> str:
    """Take off the apostrophe that `inert` put in front: what went out comes back as it was."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a CSV file (RFC 4180) line by line: all cells quoted and inert, CRLF, a byte-order mark first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    mark = BOM
    for row in rows:
        writer.writerow([inert(cell) for cell in row])
        yield mark + buffer.getvalue()
        mark = ""
        buffer.seek(0)
        buffer.truncate()
