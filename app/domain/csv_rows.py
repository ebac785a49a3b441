"""Read a table that a spreadsheet or a meeting tool wrote, by the encoding and separator that yield a head.

Nobody says which of either a file has, so each is tried, the usual ones first, and the best head wins.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.domain.errors import DomainError
from app.domain.words import N_

SEPARATORS = (",", ";", "\t", "|")
HEAD_WITHIN = 40  # reports begin with a few lines about the meeting
_LEGACY = ("cp1252", "cp1251", "cp1256", "gb18030", "shift_jis")


class QuoteOpen(DomainError):
    """A quotation mark takes the lines below it into one cell."""

    message = N_("A quotation mark that opens in line %(line)s is not closed. Close it or take it out.")
    field = "file"
    status = 422


class Row(NamedTuple):
    """The cells of one row, and the line that it begins in, counted as editors do."""

    line: int
    cells: list[str]


def texts(data: bytes) -> Iterator[str]:
    """Yield what a file can say: by its byte-order mark alone, else as UTF-8, UTF-16 and older encodings."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        yield data.decode("utf-16", "replace")
        return
    half = data[:2000]
    if half.count(0) * 3 > len(half):
        yield data.decode("utf-16-be" if half[:1] == b"\0" else "utf-16-le", "replace")
        return
    for encoding in ("utf-8-sig", *_LEGACY):
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            continue
    yield data.decode("cp1252", "replace")


def table(candidates: Iterator[str], known: Callable[[Sequence[str]], int]) -> list[Row]:
    """Return the rows of the text whose head `known` understands best; none of what is no table.

    Raises QuoteOpen.
    """
    text, separator = chosen(candidates, known)
    try:
        return [] if "\0" in text else list(_rows(text, separator))
    except csv.Error:  # a cell that nobody could have typed
        return []


def chosen(candidates: Iterator[str], known: Callable[[Sequence[str]], int]) -> tuple[str, str]:
    """Return the text whose head `known` understands best (it counts a row's columns), and its separator.

    Without any head: the first text and the separator that it holds most. A line `sep=;` decides by itself.
    """
    best = (-1, "", SEPARATORS[0])
    for text in candidates:
        hint, body = _hinted(text.replace("\r\n", "\n").replace("\r", "\n"))
        for separator in [hint] if hint else sorted(SEPARATORS, key=body[:20_000].count, reverse=True):
            understood = _best_head(body, separator, known)
            if understood > best[0]:
                best = understood, body, separator
        if best[0] > 0:
            break
    return best[1:]


def _best_head(text: str, separator: str, known: Callable[[Sequence[str]], int]) -> int:
    first = "\n".join(text.split("\n", HEAD_WITHIN)[:HEAD_WITHIN])
    try:
        return max((known(cells) for cells in csv.reader(io.StringIO(first), delimiter=separator)), default=0)
    except csv.Error:
        return 0


def _hinted(text: str) -> tuple[str, str]:
    """Return the separator of a first line `sep=;`, and the text with that line left empty."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    hint = first.strip().strip('"')
    return (hint[4:5], f"\n{rest}") if hint.casefold().startswith("sep=") and hint[4:5] else ("", text)


def _rows(text: str, separator: str) -> Iterator[Row]:
    lines = text.split("\n")
    reader, begins = csv.reader(io.StringIO(text), delimiter=separator), 1
    for cells in reader:
        if reader.line_num > begins and _is_open(lines[begins - 1 : reader.line_num], separator):
            raise QuoteOpen(line=begins)
        yield Row(begins, cells)
        begins = reader.line_num + 1


def _is_open(lines: Sequence[str], separator: str) -> bool:
    """Whether the quotation mark of a cell of several lines closes nowhere, or where another cell opens."""
    try:
        list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False
