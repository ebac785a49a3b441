"""Tables in any encoding, with any separator, read by the head that they yield."""

import pytest

from app.domain import csv_rows
from app.domain.csv_rows import QuoteOpen, Row


def known(cells):
    return sum(cell.strip() in {"Name", "Größe"} for cell in cells)


def table(data):
    return csv_rows.table(csv_rows.texts(data), known)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_head_tells_encoding_and_separator(separator, encoding, line_end):
    text = f"Name{separator}Größe{line_end}Bo{separator}7{line_end}"
    rows = table(text.encode(encoding))
    assert rows == [Row(1, ["Name", "Größe"]), Row(2, ["Bo", "7"])]


def test_a_hint_decides_and_keeps_its_line():
    assert table(b"sep=|\nName|x,y\n1|2\n") == [Row(1, []), Row(2, ["Name", "x,y"]), Row(3, ["1", "2"])]


def test_a_cell_of_several_lines_counts_them():
    assert table(b'Name,x\n"a\nb",1\nc,2\n')[1:] == [Row(2, ["a\nb", "1"]), Row(4, ["c", "2"])]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b'Name,x\na,"b\nc,d\n', 2), (b'Name,x\na,1\n"b,2\n"c",3\n', 3), (b'"Name,x\na,1\n', 1)],
)
def test_an_open_quotation_mark_names_its_line(data, line):
    with pytest.raises(QuoteOpen) as refusal:
        table(data)
    assert refusal.value.params == {"line": line}


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"x" * 300_000])
def test_what_is_no_table_has_no_cell(data):
    assert [row for row in table(data) if any(cell.strip("\0") for cell in row.cells)] == []
