"""The tools of the tests, tested: what should fail does fail."""

import pytest
from flask import request
from sqlalchemy import func, select, update
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.models import Account
from app.web.access import public
from tests.support import database
from tests.support.forms import filled
from tests.support.strict_client import StrictClient, trust_posts
from tests.support.world import START


@pytest.fixture
def careless(careful_app):
    """A client of an app with two views that write; each commits only when it is asked to."""
    other = careful_app
    trust_posts(other)
    other.test_client_class = StrictClient

    def add() -> None:
        db.session.add(Account(email="new@example.org", created_at=START))
        db.session.flush()

    def change() -> None:
        db.session.execute(update(Account).values(name="changed"))

    @other.post("/careless/<how>")
    @public
    def write(how: str) -> tuple[str, int]:
        {"add": add, "change": change}[how]()
        if "commit" in request.args:
            db.session.commit()
        return "done", 422 if "refuse" in request.args else 200

    yield other.test_client()
    with other.app_context():
        db.engine.dispose()


def accounts() -> int:
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


def test_each_test_begins_with_nothing_and_may_commit(app, amara):
    assert accounts() == 0
    assert amara.account.email == "amara@example.org"
    assert accounts() == 1


test_so_does_the_next = test_each_test_begins_with_nothing_and_may_commit


@pytest.mark.parametrize("how", ["add", "change"])
def test_a_forgotten_commit_is_found(careless, how):
    with pytest.raises(AssertionError, match=f"POST /careless/{how} changed rows and did not commit them"):
        careless.post(f"/careless/{how}")
    assert accounts() == 0


def test_a_commit_or_a_refusal_is_no_forgotten_commit(careless):
    assert careless.post("/careless/add?commit").text == "done"
    assert accounts() == 1
    assert careless.post("/careless/change?refuse").status_code == 422


def test_what_a_test_prepares_is_there_in_a_request(careless, amara):
    db.session.add(Account(email="prepared@example.org", created_at=START))
    careless.post("/careless/change?commit")
    assert list(db.session.scalars(select(Account.name))) == ["changed"]


def test_rows_that_point_at_each_other_go_too(app, amara, sign_in, client):
    sign_in(client, amara)
    database.make_empty(db.engine, app.extensions["tables"])
    assert accounts() == 0


PAGE = """<form method="post" action="/search"><input name="q"></form>
<form method="post"><input type="hidden" name="csrf_token" value="t"><input name="title" value="Old">
<textarea name="aim">
Two
lines</textarea><input type="checkbox" name="open" checked><input type="checkbox" name="mail" value="yes">
<select name="zone"><option value="">None</option><option value="UTC" selected>UTC</option></select>
<input type="file" name="logo"><button name="go" value="1">Save</button></form>"""


def test_a_form_is_filled_as_a_browser_would():
    action, data = filled(PAGE, {"title": "New"})
    assert (action, data.to_dict()) == (
        "",
        {"csrf_token": "t", "aim": "Two\nlines", "open": "on", "zone": "UTC", "title": "New"},
    )
    assert filled(PAGE, {"q": "x"}) == ("/search", MultiDict({"q": "x"}))


def test_a_field_that_the_form_does_not_have_is_an_error():
    with pytest.raises(AssertionError, match="no form takes"):
        filled(PAGE, {"tilte": "New"})
