"""A strict test client: requests see only what was committed, and must commit what they change."""

from contextvars import Context
from typing import Any

from flask import Flask, g, has_app_context, request, request_finished
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from app.extensions import db
from tests.support.forms import filled

_PENDING = "changed_without_commit"


class ForgottenCommitError(AssertionError):
    """A view changed rows, answered that all is well, and threw the changes away."""


class StrictClient(FlaskClient):
    """Commits what the test prepared, then runs each request in a context of its own."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()  # what the test prepared is visible; and its lock is given back
        forgotten: list[str] = []

        def watch(_app: Flask, response: Response) -> None:
            if response.status_code < 400 and db.session.info.get(_PENDING):
                forgotten.append(f"{request.method} {request.path}")

        with request_finished.connected_to(watch, self.application):
            response: TestResponse = Context().run(super().open, *args, **kwargs)
        if forgotten:
            raise ForgottenCommitError(f"{forgotten[-1]} changed rows and did not commit them")
        return response

    def submit(
        self, address: str, fields: dict[str, Any] | None = None, *, button: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Open the page, fill in its form as a person would, and post it where the form says.

        `button` picks the form by a word on it where the page has several. Fields that the form does not have
        are an error: a person could not have typed them.
        """
        page = self.get(address)
        assert page.status_code == 200, f"GET {address} answered {page.status}"
        action, data = filled(page.text, fields or {}, button=button)
        return self.post(action or address, data=data, **kwargs)


def trust_posts(app: Flask) -> None:
    """Let tests post without a form's token. Forms carry it; tests/house tries every post without one."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False

    @app.before_request
    def trust() -> None:
        g.csrf_valid = True  # what Flask-WTF notes when it has checked the token


def watch_changes() -> None:
    """Note on every session whether it holds changes that no commit has kept."""
    event.listen(Session, "after_flush", _flushed)
    event.listen(Session, "do_orm_execute", _executed)
    event.listen(Session, "after_commit", _committed)
    event.listen(Session, "after_soft_rollback", _rolled_back)


def _flushed(session: Session, _context: object) -> None:
    if session.new or session.dirty or session.deleted:
        session.info[_PENDING] = True


def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[_PENDING] = True


def _committed(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_PENDING, None)


def _rolled_back(session: Session, transaction: Any) -> None:
    if not transaction.nested:
        session.info.pop(_PENDING, None)
