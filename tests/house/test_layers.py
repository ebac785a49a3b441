"""What import contracts cannot see: who commits, reads the environment, the clock or the request."""

import ast

from tests.support import sources

EDGES = ("app/web/", "app/cli.py", "app/cli/", "app/worker.py")
BELOW = ("app/domain/", "app/models/", "app/queries/", "app/services/")
OF_A_REQUEST = {"request", "session", "g", "abort", "redirect", "flash", "make_response"}
TELL_THE_TIME = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip


def calls(*folders: str) -> list[tuple[str, str]]:
    """Return (place, dotted name) of every call below the folders."""
    return [
        (f"{name}:{node.lineno}", sources.dotted(node.func))
        for name, tree in sources.modules(*folders).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def test_only_the_edges_commit():
    assert [
        place for place, called in calls("app/") if called.endswith(".commit") and not place.startswith(EDGES)
    ] == []


def test_only_gateways_and_commands_tell_the_time():
    told = [place for place, called in calls("app/") if called in TELL_THE_TIME]
    assert [place for place in told if not place.startswith(("app/gateways/", "app/cli/"))] == []


def reads_environment(node: ast.AST) -> bool:
    """Tell a read from a write: what a command sets for processes that it starts is no setting of ours."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.ctx, ast.Load) and sources.dotted(node.value) == "os.environ"
    if isinstance(node, ast.Call):
        return sources.dotted(node.func) in {"os.getenv", "os.environ.get"}
    if isinstance(node, ast.ImportFrom):
        return node.module == "os" and any(one.name in {"environ", "getenv"} for one in node.names)
    defaults = node.defaults if isinstance(node, ast.arguments) else ()
    return any(sources.dotted(one) == "os.environ" for one in defaults)


def test_only_the_settings_read_the_environment():
    trees = sources.modules("app/", "wsgi.py").items()
    readers = {name for name, tree in trees if any(reads_environment(node) for node in ast.walk(tree))}
    assert readers == {"app/config.py"}


def test_nothing_below_the_edge_knows_the_request():
    assert [
        f"{name}:{node.lineno} {alias.name}"
        for name, tree in sources.modules(*BELOW).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask"
        for alias in node.names
        if alias.name in OF_A_REQUEST
    ] == []
