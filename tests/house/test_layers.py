"""What import contracts cannot see: who commits, reads the environment, the clock or the request."""

import ast

from tests.support import sources

EDGES = ("app/web/", "app/cli/", "app/worker/")
BELOW = ("app/domain/", "app/models/", "app/queries/", "app/wording/", "app/services/")
ASKED_BY_EDGES = {"current_app", "gateways", "render_template", "url_for"}
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


def named(node: ast.AST) -> str:
    """Return the name that a node reads or imports, else an empty string."""
    if isinstance(node, ast.alias):
        return node.name.rsplit(".", 1)[-1]
    return sources.dotted(node).rsplit(".", 1)[-1] if isinstance(node, ast.Name | ast.Attribute) else ""


def test_nothing_below_the_edge_asks_for_settings_the_clock_a_request_or_a_page():
    assert [
        f"{name}:{node.lineno} {named(node)}"
        for name, tree in sources.modules(*BELOW).items()
        for node in ast.walk(tree)
        if named(node) in ASKED_BY_EDGES
    ] == []


def test_nothing_below_the_pages_names_an_endpoint_or_a_page_s_template(migrated_app):
    endpoints = {rule.endpoint for rule in migrated_app.url_map.iter_rules()}
    assert [
        f"{name}:{node.lineno} {node.value}"
        for name, tree in sources.modules(*BELOW, "app/mails/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value in endpoints or (node.value.endswith(".html") and not name.startswith("app/mails/"))
    ] == []


def test_nobody_below_the_edge_is_told_the_time_but_by_an_argument():
    assert [place for place, called in calls(*BELOW) if called.rsplit(".", 1)[-1] in {"now", "today"}] == []


SAYS_REFUSALS_ITSELF = {
    "app/web/accounts/views.py": "a wrong code is counted, so it commits",
    "app/web/attendance/confirm_views.py": "the page that comes next says why",
    "app/web/files/resuming.py": "answers a script, in the terms of its protocol",
    "app/web/forms/refusals.py": "the one manner",
}
"""Views that catch a refusal in another manner than refusals_at and refusals_flashed, and why."""


def test_views_say_refusals_in_one_manner():
    catching = {
        name
        for name, tree in sources.modules("app/web/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        and any(sources.dotted(one.type) == "DomainError" for one in node.handlers if one.type)
        and any(
            sources.dotted(call.func).endswith((".rollback", ".commit", ".refuse")) for call in inner(node)
        )
    }
    assert catching == set(SAYS_REFUSALS_ITSELF)


def inner(node: ast.AST) -> list[ast.Call]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Call)]


def test_views_ask_one_clock():
    clocks = {
        name
        for name, tree in sources.modules("app/web/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "clock"
    }
    assert clocks == {"app/web/http/clock.py", "app/web/program/views.py"}  # the latter outside of requests
