"""How the tests themselves are laid out."""

import ast
from pathlib import Path

from tests.support import sources


def test_no_test_module_imports_another():
    assert [
        f"{name}: {node.module}"
        for name, tree in sources.modules("tests/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ".test_" in f".{node.module}"
    ] == [], "what two test modules need stands in tests/support/"


def test_every_module_of_verbs_and_rules_has_its_tests_under_its_own_name():
    """The tests of app/services/partners/links.py are those of tests/services/partners/test_links.py."""
    untested = []
    for name, tree in sources.modules("app/services/", "app/domain/").items():
        public = [
            one for one in tree.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
        ]
        module = Path(name)
        mirror = Path("tests", *module.parts[1:-1], f"test_{module.name}")
        if public and module.name != "__init__.py" and not (sources.ROOT / mirror).is_file():
            untested.append(f"{name}: no {mirror}")
    assert untested == []
