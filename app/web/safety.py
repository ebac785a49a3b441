"""Transactions at the edge: reading requests take no write lock."""

from flask import Flask, request

from app import sqlite
from app.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init(app: Flask) -> None:
    """Say of every request whether it may write."""

    @app.before_request
    def choose_transaction() -> None:
        sqlite.read_only(reading=request.method in SAFE_METHODS)

    @app.teardown_request
    def leave_transaction(_error: BaseException | None) -> None:
        sqlite.read_only(reading=False)


def writing() -> None:
    """Announce that a GET request is about to write after all (e.g. the first use of a join link)."""
    db.session.rollback()
    sqlite.read_only(reading=False)

