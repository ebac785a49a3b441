"""Whatever stands in a document, the answer is a ranking or a refusal, never an accident (row X5)."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.errors import DomainError
from app.domain.fair_hours.json_input import read_request
from app.domain.fair_hours.json_output import answer
from app.domain.fair_hours.times import fair_hours

use_packaged_zone_data()

EXAMPLE = json.loads(
    (Path(__file__).parents[3] / "docs/examples/fair-hours-pacific.json").read_text(encoding="utf-8")
)
FULL = {
    "hours": {"mon-fri": "08:00-18:00", "sat": {"good": "10:00-12:00", "no": ""}},
    "busy": [{"start": "2027-08-18T10:00", "end": "2027-08-18T11:00Z"}],
    "weekend": ["fri"],
    "days_off": ["2027-08-18"],
    "holidays": True,
    "size": 20,
    "weight": 3,
    "earlier_points": [40, 3],
}
NOW = datetime(2027, 5, 1, tzinfo=UTC)

texts = st.sampled_from(
    [
        *("", " ", "2027-08-18", "9999-12-31", "0001-01-01", "2027-08-18T10:00", "0001-01-01T00:00+14:00"),
        *(
            "9999-12-31T23:59-14:00",
            "24:00-25:00",
            "00:00-24:00",
            "mon",
            "sun-mon",
            "UTC",
            "Pacific/Apia",
            "../etc",
        ),
        *("Factory", "must", "%(name)s", "%", "\0", "\ud800", "١٢"),
    ]
)
scalars = (
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | texts | st.text(max_size=5)
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_document_with_something_odd_in_it(data: st.DataObject) -> None:
    document = deepcopy(EXAMPLE)
    document["people"][0].update(deepcopy(FULL))
    for _ in range(data.draw(st.integers(1, 2))):
        _spoil(document, data)
    try:
        asked = read_request(document, NOW)
        found = answer(fair_hours(asked.request, count=2, hours=1))
    except DomainError as refused:
        json.dumps(str(refused))
        return
    json.dumps(found, ensure_ascii=False).encode()
    assert found["starts"] or found["near_misses"]


def _spoil(node: object, data: st.DataObject) -> None:
    """Walk down by chance and put something odd there."""
    while True:
        if isinstance(node, list):
            keys: list = list(range(len(node)))
        elif isinstance(node, dict):
            keys = [*node, "odd"]
        else:
            return
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = node[key] if key != "odd" else None
        if not isinstance(inner, list | dict) or data.draw(st.integers(0, 3)) == 0:
            node[key] = data.draw(values)
            return
        node = inner
