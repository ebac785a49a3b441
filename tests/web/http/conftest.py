"""The program as it stands behind https."""

import pytest

from app import create_app
from app.extensions import db
from tests.support.strict_client import StrictClient
from tests.support.world import settings_for


@pytest.fixture
def https_client(app, world, tmp_path):
    """A visitor of a second app on the same database, whose public address begins with https."""
    address = app.extensions["installation"].base_url.replace(
        "http://localhost", "https://events.example.org"
    )
    secure = create_app(settings_for(tmp_path, app.config["SQLALCHEMY_DATABASE_URI"], address), world)
    secure.test_client_class = StrictClient
    yield secure.test_client()
    with secure.app_context():
        db.engine.dispose()
