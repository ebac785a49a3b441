"""States and the steps between them: every table knows every state, and no other step is taken."""

from enum import StrEnum

import pytest

from app.domain import lifecycle
from app.domain.lifecycle import StepNotAllowed, step

TABLES = {
    name: table
    for name, table in vars(lifecycle).items()
    if name.isupper() and isinstance(table, dict) and all(isinstance(one, StrEnum) for one in table)
}
STEPS = [
    (name, old, new, new in table[old])
    for name, table in TABLES.items()
    for old in table
    for new in type(old)
]


def test_every_state_of_a_table_has_its_row():
    assert set(TABLES) == {"EVENT", "REGISTRATION", "SIGN_OFF", "PARTICIPATION", "MATERIAL", "SUMMARY"}
    assert [name for name, table in TABLES.items() if set(table) != set(type(next(iter(table))))] == []


@pytest.mark.parametrize(("name", "old", "new", "allowed"), STEPS)
def test_a_step_is_taken_where_the_table_has_it_and_refused_elsewhere(name, old, new, allowed):
    if allowed:
        assert step(TABLES[name], old, new) is new
        return
    with pytest.raises(StepNotAllowed) as refused:
        step(TABLES[name], old, new)
    assert str(refused.value) == f"This cannot go from “{old}” to “{new}”."


@pytest.mark.parametrize(
    ("name", "ends"),
    [("EVENT", {"cancelled", "archived"}), ("REGISTRATION", set()), ("MATERIAL", set()), ("SUMMARY", set())],
)
def test_only_these_states_are_ends(name, ends):
    assert {old.value for old, news in TABLES[name].items() if not news} == ends
