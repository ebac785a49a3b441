import csv
import io

import pytest

from app.domain import csv_cells


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=cmd()", "'=cmd()"),
        ("+1 555", "'+1 555"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("Amara", "Amara"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (7, "7"),
    ],
)
def test_nothing_runs(typed, written):
    assert csv_cells.inert(typed) == written


def test_a_spreadsheet_reads_back_what_was_written():
    rows = [("name", "note"), ('Bo "B" Lindqvist', "two\nlines, and a comma"), ("千恵", "=1+1")]
    text = "".join(csv_cells.lines(rows))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [list(rows[0]), list(rows[1]), ["千恵", "'=1+1"]]
