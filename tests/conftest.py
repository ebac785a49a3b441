"""The fixtures that all tests share. What they are made of stands in tests/support/."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from app import create_app
from app.config import Settings
from app.extensions import db
from app.gateways.clock import FrozenClock
from app.gateways.mail import MemoryMailer
from app.schema import upgrade
from app.web.caches.page_cache import PageCache
from tests.support import database, needs, personas, queries
from tests.support.personas import Persona
from tests.support.strict_client import StrictClient, trust_posts, watch_changes
from tests.support.world import World, settings_for

pytest_plugins = ["tests.support.browser_fixtures", "tests.support.run"]

watch_changes()


@pytest.fixture(scope="session")
def worker_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder of this worker."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def world() -> World:
    """The twins of the outside world, shared by the apps of this worker."""
    return World()


@pytest.fixture(scope="session")
def database_url(worker_folder: Path) -> str:
    """The address of this worker's own database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return database.address(needs.database_kind(), worker_folder, worker, os.environ.get(needs.SERVER))


@pytest.fixture
def new_database_url(tmp_path: Path) -> str:
    """The address of a database in which nothing has been made."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main") + "_new"
    return database.address(needs.database_kind(), tmp_path, worker, os.environ.get(needs.SERVER))


@pytest.fixture(scope="session")
def settings(worker_folder: Path, database_url: str) -> Settings:
    """The settings of the worker's app."""
    return settings_for(worker_folder, database_url)


@pytest.fixture(scope="session")
def migrated_app(settings: Settings, world: World) -> Iterator[Flask]:
    """The worker's app on a database that the migrations have made. Tests take `app`."""
    app = create_app(settings, world)
    trust_posts(app)
    app.test_client_class = StrictClient
    with app.app_context():
        upgrade()
        app.extensions["tables"] = database.tables(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated_app: Flask, world: World) -> Iterator[Flask]:
    """The program with an empty database, a clock at START and nothing sent; its context is entered."""
    world.begin_again()
    migrated_app.extensions["pages"] = PageCache()
    migrated_app.extensions["front_door"].forget()
    with migrated_app.app_context():
        database.make_empty(db.engine, migrated_app.extensions["tables"])
        yield migrated_app
        db.session.remove()


@pytest.fixture
def careful_app(settings: Settings, world: World, app: Flask) -> Iterator[Flask]:
    """A second app on the same database, which asks for the tokens of its forms, as in life."""
    careful = create_app(settings, world)
    yield careful
    with careful.app_context():
        db.engine.dispose()


@pytest.fixture
def db_session(app: Flask) -> scoped_session[Session]:
    """The test's own session. What it prepares is committed before each request of a client."""
    return db.session


@pytest.fixture
def new_client(app: Flask) -> Callable[[], FlaskClient]:
    """Make one client for each visitor."""
    return app.test_client


@pytest.fixture
def client(new_client: Callable[[], FlaskClient]) -> FlaskClient:
    """A visitor who is not signed in."""
    return new_client()


@pytest.fixture
def clock(app: Flask, world: World) -> FrozenClock:
    """The time as the program sees it: `clock.set(...)`, `clock.move(...)`."""
    return world.clock


@pytest.fixture
def outgoing(app: Flask, world: World) -> MemoryMailer:
    """The mail twin; `outgoing.sent` after `deliver_due(app)`."""
    return world.mail


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[queries.Statements]]:
    """Count statements: `with count_queries() as asked: ...; assert len(asked) == 6, asked`."""
    return lambda: queries.recorded(db.engine)


@pytest.fixture
def amara(app: Flask) -> Persona:
    """Amara, in Lagos."""
    return personas.AMARA


@pytest.fixture
def bo(app: Flask) -> Persona:
    """Bo, in Seattle."""
    return personas.BO


@pytest.fixture
def chie(app: Flask) -> Persona:
    """Chie, in Tokyo."""
    return personas.CHIE


@pytest.fixture
def sign_in(app: Flask) -> Callable[[FlaskClient, Persona], FlaskClient]:
    """Sign a persona in on a client: `sign_in(client, amara)` gives the client back."""

    def do(client: FlaskClient, who: Persona) -> FlaskClient:
        token = personas.device_token(who)
        with client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return client

    return do


@pytest.fixture
def cleanup() -> Iterator[ExitStack]:
    """A place for what a test must undo."""
    with ExitStack() as stack:
        yield stack
