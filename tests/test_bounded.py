"""Children that may take little time and memory: real processes."""

import pytest

from app.bounded import TookTooMuch, in_child

HERE = "tests.support.work_for_children"
MEMORY = 256 * 1024**2


def test_a_child_answers():
    assert in_child(f"{HERE}:double", b"ab\n\x00", seconds=5, memory=MEMORY) == b"ab\n\x00ab\n\x00"


def test_a_block_without_an_end_is_left_and_the_child_goes_on():
    assert in_child(f"{HERE}:leave_endless_work", b"", seconds=3, memory=MEMORY) == b"left 3 times"


@pytest.mark.parametrize(
    ("work", "why"),
    [
        ("work_for_ever", "signal 9"),
        ("take_memory", "MemoryError"),
        ("fail", "ValueError"),
        ("gone", "AttributeError"),
    ],
)
def test_a_child_that_takes_too_much_or_fails_is_ended_and_tells_nothing_of_its_data(work, why):
    with pytest.raises(TookTooMuch) as ended:
        in_child(f"{HERE}:{work}", b"secret", seconds=1, memory=MEMORY)
    assert str(ended.value) == why
