"""Tables for spreadsheets that cannot run anything (row R11)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"  # without it the usual spreadsheet reads UTF-8 as something else
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def inert(value: object) -> str:
    """Return a cell's text; what a spreadsheet could take for a formula gets an apostrophe in front.

    Blanks before the sign do not help it, since some spreadsheets strip them on import.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_BEGINS_A_FORMULA) else text


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
