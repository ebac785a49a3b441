"""One fact, one place: what is spelled a second time drifts."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from app.domain import lifecycle
from tests.support import sources, template_reader

ENUMERATIONS = ("State", "Role", "_R", "_P", "_M", "_S")
NAMED_IN_THE_DOMAIN = {
    frozenset(one.name for one in value): name
    for name, value in vars(lifecycle).items()
    if name.isupper() and isinstance(value, frozenset | tuple)
}


def sets_of_states(tree: ast.Module) -> Iterator[tuple[int, frozenset[str]]]:
    """Return (line, members) of every set, list or tuple that is spelled by members of a state or a role."""
    unpacked = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)
    }  # NO, MAYBE = State.NO, State.MAYBE: short names, no set
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Set | ast.List | ast.Tuple)
            and len(node.elts) > 1
            and id(node) not in unpacked
        ):
            owners = [sources.dotted(one).rpartition(".") for one in node.elts]
            if all(owner.endswith(ENUMERATIONS) and name.isupper() for owner, _, name in owners):
                yield node.lineno, frozenset(name for _, _, name in owners)


def test_a_set_of_states_or_roles_is_spelled_once():
    found = defaultdict(list)
    for name, tree in sources.modules("app/").items():
        if name not in {"app/domain/lifecycle.py", "app/domain/access.py"} and "/demo/" not in name:
            for line, members in sets_of_states(tree):
                found[members].append(f"{name}:{line}")
    twice = {places[0]: places[1:] for places in found.values() if len(places) > 1}
    again = {
        place: NAMED_IN_THE_DOMAIN[members]
        for members, places in found.items()
        for place in places
        if members in NAMED_IN_THE_DOMAIN
    }
    assert (twice, again) == ({}, {})


def test_no_template_spells_a_set_of_states():
    written = {
        (name, found)
        for name, source in template_reader.all_templates().items()
        for found in re.findall(r"\bin \(([^()]+)\)", source)
    }
    spelled = {
        name: found
        for name, found in written
        if frozenset(re.findall(r"\w+", found.upper())) in NAMED_IN_THE_DOMAIN
    }
    assert spelled == {}


def test_the_table_of_access_alone_says_who_may():
    """A role is compared nowhere else: `may(role, action)` and `roles_that_may(action)` are asked.

    But for the stranger: to whom an event does not exist is no question of rights.
    """
    asked = [
        f"{name}:{node.lineno}"
        for name, tree in sources.modules("app/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(
            re.fullmatch(r"Role\.(?!STRANGER).+", sources.dotted(one))
            for one in (node.left, *node.comparators)
        )
    ]
    assert asked == []
