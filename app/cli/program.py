"""The program for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from app import create_app
from app.extensions import db


@contextmanager
def program() -> Iterator[Flask]:
    """Yield the program with a context that knows its own address; close its connections at the end."""
    app = create_app()
    with app.test_request_context(base_url=app.config["SETTINGS"].base_url):
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
