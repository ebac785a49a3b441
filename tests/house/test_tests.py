"""How the tests themselves are laid out."""

import ast

from tests.support import sources


def test_no_test_module_imports_another():
    assert [
        f"{name}: {node.module}"
        for name, tree in sources.modules("tests/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ".test_" in f".{node.module}"
    ] == [], "what two test modules need stands in tests/support/"
