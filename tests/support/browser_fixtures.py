"""Fixtures for journeys in a real browser. A test that takes `page` or `new_page` is marked `browser`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app import create_app, sqlite
from app.config import Settings
from app.extensions import db
from app.web.caches.page_cache import PageCache
from tests.support import accessibility, browser, needs, personas
from tests.support.personas import Persona
from tests.support.world import World, settings_for

PICTURES = Path("build/screenshots")
REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test failed, for the picture."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for each worker."""
    executable = browser.find_chromium()
    if executable is None:
        (pytest.fail if needs.in_ci() else pytest.skip)(needs.missing("Chromium", "chromium"))
    with browser.running_browser(executable) as running:
        yield running


@pytest.fixture(scope="session")
def live_app(migrated_app: Flask, settings: Settings, world: World) -> Iterator[Flask]:
    """A second app on the same database and the same twins, served on a port of its own, tokens and all."""
    port = browser.free_port()
    app = create_app(
        settings_for(settings.instance, settings.database_url, f"http://localhost:{port}"), world
    )
    with browser.serving(app, port):
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def base_url(live_app: Flask) -> str:
    """The address of the live server."""
    settings: Settings = live_app.config["SETTINGS"]
    return settings.base_url


@pytest.fixture
def visits(
    app: Flask, live_app: Flask, base_url: str, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[browser.Visits]:
    """The pages of this test; what went wrong inside them (`visits.complaints`) fails it at its end."""
    live_app.extensions["pages"] = PageCache()
    live_app.extensions["front_door"].forget()
    visits = browser.Visits(chromium, live_app, base_url)
    sqlite.read_only(reading=True)  # the test's own reads must not hold the lock that the server needs
    yield visits
    sqlite.read_only(reading=False)
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        visits.take_pictures(PICTURES / request.node.name)
    complaints = visits.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def new_page(visits: browser.Visits) -> Callable[..., Page]:
    """Open a page as another visitor: `new_page(zone="Asia/Tokyo", width=390)`. Commit before."""
    return visits.open


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A visitor in Lagos at a desk."""
    return new_page()


@pytest.fixture
def sign_in_page(live_app: Flask, base_url: str) -> Callable[[Page, Persona], Page]:
    """Sign a persona in on a page, without the mail."""

    def do(page: Page, who: Persona) -> Page:
        cookie = _session_cookie(live_app, {"_user_id": personas.device_token(who), "_fresh": True})
        page.context.add_cookies(
            [{"name": live_app.config["SESSION_COOKIE_NAME"], "value": cookie, "url": base_url}]
        )
        return page

    return do


@pytest.fixture
def assert_no_axe_violations() -> Callable[[Page], None]:
    """WCAG 2.2 AA on the page as it stands."""
    return accessibility.assert_no_axe_violations


def _session_cookie(app: Flask, values: dict[str, Any]) -> str:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(serializer.dumps(values))
