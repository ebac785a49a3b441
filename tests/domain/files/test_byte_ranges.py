"""Range headers (RFC 9110 section 14)."""

import pytest

from app.domain.files.byte_ranges import RangeNotSatisfiable, part_of


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=0-", (0, 10)),
        ("bytes=3-5", (3, 6)),
        ("Bytes = 3 - 5", (3, 6)),
        ("bytes=9-9", (9, 10)),
        ("bytes=5-1000000", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-100", (0, 10)),
        ("bytes=0-1,4-5", None),
        ("bytes=5-4", None),
        ("bytes=a-b", None),
        ("bytes=-", None),
        ("items=0-1", None),
        ("bytes=٣-٥", None),
    ],
)
def test_the_part_asked_for(header, part):
    assert part_of(header, 10) == part


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10-", 10), ("bytes=10-11", 10), ("bytes=-0", 10), ("bytes=-1", 0), ("bytes=0-", 0)],
)
def test_a_part_behind_the_end(header, size):
    with pytest.raises(RangeNotSatisfiable):
        part_of(header, size)
