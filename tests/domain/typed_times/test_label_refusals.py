"""A label that does not say what clocks in the place say is refused in words for everybody."""

from datetime import datetime

import pytest

from app.domain.typed_times.label_refusals import LabelUnclear
from app.domain.typed_times.labels import LabelContradicts, require_clear_label

NEW_YORK = "America/New_York"


def at(text):
    return datetime.fromisoformat(text)


MAY, JANUARY = at("2023-05-02T10:00"), at("2024-01-15T10:00")


def test_the_refusal_is_words_for_everybody():
    with pytest.raises(LabelContradicts) as refused:
        require_clear_label(MAY, NEW_YORK, "EST")
    assert str(refused.value) == (
        "On 2023-05-02 New York is on EDT, UTC−4: 10:00 there is 14:00 UTC. Read as EST, UTC−5 it is 15:00 "
        "UTC, when clocks in New York show 11:00. Which one is meant?"
    )


def test_a_label_that_agrees_passes_with_its_reading():
    check = require_clear_label(MAY, NEW_YORK, "EDT")
    assert (check.kind, check.readings[0].letters) == ("agrees", "EDT")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("CST", "“CST” can mean several times. Choose the place or the time that is meant."),
        ("XYZ", "We do not know “XYZ” as the name of a time. Leave it out, or choose the place."),
    ],
)
def test_a_label_that_leaves_it_open_is_asked_with_its_readings(label, words):
    with pytest.raises(LabelUnclear) as refused:
        require_clear_label(MAY, None, label)
    assert (str(refused.value), refused.value.field) == (words, "printed_label")
    assert (len(refused.value.check.readings) > 1) == (label == "CST")
