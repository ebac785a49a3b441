"""Transactions at the edge: reading requests take no write lock, and a forgotten commit is found in tests."""

from flask import Flask, Response, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import sqlite
from app.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ForgottenCommit(AssertionError):
    """A view changed rows, answered that all is well, and threw the changes away."""


def init(app: Flask) -> None:
    """Watch every request; the strict check runs only in tests."""

    @app.before_request
    def choose_transaction() -> None:
        sqlite.read_only(reading=request.method in SAFE_METHODS)

    @app.teardown_request
    def leave_transaction(_error: BaseException | None) -> None:
        sqlite.read_only(reading=False)

    if app.testing:
        with app.app_context():
            _watch_commits(app)


def writing() -> None:
    """Announce that a GET request is about to write after all (e.g. the first use of a join link)."""
    db.session.rollback()
    sqlite.read_only(reading=False)


def _watch_commits(app: Flask) -> None:
    def flushed(session: Session, _context: object) -> None:
        if session.new or session.dirty or session.deleted:
            session.info["uncommitted"] = True

    def settled(session: Session) -> None:
        session.info.pop("uncommitted", None)

    event.listen(db.session, "after_flush", flushed)
    event.listen(db.session, "after_commit", settled)
    event.listen(db.session, "after_rollback", settled)

    @app.after_request
    def refuse_forgotten(response: Response) -> Response:
        if response.status_code < 400 and db.session.info.get("uncommitted"):
            raise ForgottenCommit(f"{request.method} {request.path} changed rows and did not commit them")
        return response
