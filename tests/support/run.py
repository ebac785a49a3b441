"""How a run is laid out: which tests on which database, the PostgreSQL server, the loud line."""

import os
from contextlib import ExitStack

import hypothesis
import pytest

from tests.support import needs, postgres

DATABASES = {"database_url", "new_database_url"}
_until_the_end = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, in the process that leads the workers; let a slow machine be slow."""
    hypothesis.settings.register_profile("sidestage", deadline=None, derandomize=needs.in_ci())
    hypothesis.settings.load_profile("sidestage")
    if needs.database_kind() != "postgresql" or needs.SERVER in os.environ or config.option.collectonly:
        return
    binaries = postgres.find_binaries()
    if binaries is None:
        pytest.exit(needs.missing("PostgreSQL", "postgresql"), returncode=1 if needs.in_ci() else 0)
    os.environ[needs.SERVER] = _until_the_end.enter_context(postgres.server(binaries))


def pytest_unconfigure() -> None:
    """Stop what was started."""
    _until_the_end.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and leave to the other pass what would say nothing new in this one."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    elsewhere = _says_nothing_on_postgresql if needs.database_kind() == "postgresql" else _is_for_postgresql
    dropped = [item for item in items if elsewhere(item)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        gone = set(dropped)
        items[:] = [item for item in items if item not in gone]


def _is_for_postgresql(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgresql") is not None


def _says_nothing_on_postgresql(item: pytest.Item) -> bool:
    """Tell what has no database, has a browser, or reads the program as text: it ran in the SQLite pass."""
    if item.get_closest_marker("browser") or item.nodeid.startswith("tests/house/"):
        return True
    return not DATABASES & set(getattr(item, "fixturenames", ())) and not _is_for_postgresql(item)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if needs.in_ci() and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat the loud lines where they are seen."""
    reasons = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    for line in sorted(reason for reason in reasons if "***" in reason or needs.in_ci()):
        terminalreporter.write_line(line.removeprefix("Skipped: "), yellow=True, bold=True)
    if reasons and needs.in_ci():
        terminalreporter.write_line("In CI nothing may be skipped.", red=True)
