"""Each function that translates has one name: `_` at once (as in templates), `_l` when the text is shown."""

import ast

import pytest

from tests.support import sources

NAMES = {"gettext": "_", "lazy_gettext": "_l"}


@pytest.fixture(scope="module")
def modules():
    return sources.modules("app/")


def test_translating_functions_go_by_one_name_in_every_module(modules):
    names = {
        (alias.name, alias.asname)
        for tree in modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for alias in node.names
        if "gettext" in alias.name
    }
    assert names == {("gettext", "_"), ("lazy_gettext", "_l"), ("ngettext", None)}


def test_nothing_else_goes_by_these_names(modules):
    def is_taken(node: ast.AST) -> bool:
        if isinstance(node, ast.arg):
            return node.arg in NAMES.values()
        return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in NAMES.values()

    translating = {name: tree for name, tree in modules.items() if imports_flask_babel(tree)}
    taken = [(name, node) for name, tree in translating.items() for node in ast.walk(tree) if is_taken(node)]
    assert [f"{name}:{node.lineno}" for name, node in taken] == []


def test_no_sentence_is_translated_while_a_module_loads(modules):
    """What is translated at once in a module or a class body would stay in one language for ever."""
    assert [
        f"{name}:{node.lineno}"
        for name, tree in modules.items()
        for node in outside_of_functions(tree)
        if isinstance(node, ast.Call) and sources.dotted(node.func) in {"_", "ngettext"}
    ] == []


def imports_flask_babel(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module == "flask_babel" for node in ast.walk(tree))


def outside_of_functions(node: ast.AST):
    """Yield what runs when the module loads: defaults and decorators of functions do, their bodies do not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            decorators = getattr(child, "decorator_list", ())
            for early in (*child.args.defaults, *child.args.kw_defaults, *decorators):
                if early is not None:
                    yield early
                    yield from outside_of_functions(early)
            continue
        yield child
        yield from outside_of_functions(child)
