"""Small rooms: a module, a view and a page fit into a head."""

import ast
from statistics import median

from tests.support import sources


def test_half_of_the_modules_have_at_most_90_lines():
    sizes = [size for path in sources.below("app", ".py") if (size := sources.line_count(path))]
    assert median(sizes) <= 90


def test_no_module_has_more_than_300_lines():
    written = [path for path in sources.files() if path.suffix == ".py" and path.parent.name != "versions"]
    # A test file is a list of cases and may be longer.
    limits = {path: 400 if path.name.startswith("test_") else 300 for path in written}
    sizes = {path: sources.line_count(path) for path in written}
    assert {sources.name(path): size for path, size in sizes.items() if size > limits[path]} == {}


def test_no_function_of_the_web_has_more_than_40_lines():
    assert [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in sources.modules("app/web/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ] == []


def test_no_line_of_a_template_has_more_than_120_characters():
    templates = sources.below("templates", ".html", ".txt")
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in templates}
    assert [
        f"{sources.name(path)}:{number} {len(line)}"
        for path, written in lines.items()
        for number, line in enumerate(written, 1)
        if len(line) > 120
    ] == []


def test_no_template_has_more_than_120_lines():
    sizes = {path: sources.line_count(path) for path in sources.below("templates", ".html", ".txt")}
    assert {sources.name(path): size for path, size in sizes.items() if size > 120} == {}
