"""A verb that refuses leaves nothing behind, and what it says stands where it can be mended."""

import pytest
from flask import get_flashed_messages
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from wtforms import StringField

from app.domain.errors import DomainError, ReasonNeeded
from app.queries import public_events
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.pages import page
from app.web.scheduling.forms import NewEventForm
from tests.support import events

TELL_WHY = "Say why in a few words. Everyone who is told reads it."
GONE_SINCE = "Somebody else changed this at the same moment. Reload the page and try again."


class WhyForm(Form):
    reason = StringField("Why")


@pytest.fixture
def request_here(app):
    with app.test_request_context("/", method="POST"):
        yield


@pytest.mark.usefixtures("request_here")
def test_a_refusal_is_said_at_its_field_and_undoes_what_was_begun(amara, db_session):
    event, form = events.draft("Written"), WhyForm()
    with refusals_at(form):
        event.title = "Half written"
        db_session.flush()
        raise ReasonNeeded
    assert (form.errors, event.title) == ({"reason": [TELL_WHY]}, "Written")


@pytest.mark.usefixtures("request_here")
def test_a_refusal_that_no_field_can_mend_is_said_at_the_top():
    form = WhyForm()
    with refusals_at(form):
        raise DomainError("Not today.", field="elsewhere")
    assert [(one.target, one.message) for one in form.problems] == [("", "Not today.")]


@pytest.mark.usefixtures("request_here")
def test_a_refused_button_is_said_above_the_next_page(amara, db_session):
    event = events.draft("Written")
    with refusals_flashed():
        event.title = "Half written"
        db_session.flush()
        raise ReasonNeeded
    said = get_flashed_messages(with_categories=True)
    assert (said, event.title) == ([("error", TELL_WHY)], "Written")


@pytest.mark.usefixtures("request_here")
def test_what_is_no_refusal_goes_on_to_the_page_of_failures():
    with pytest.raises(KeyError), refusals_at(WhyForm()), refusals_flashed():
        raise KeyError


@pytest.mark.usefixtures("request_here")
def test_the_page_of_a_refused_form_says_so_in_its_status():
    def status(form):
        return page("scheduling/new_event.html", form=form)[1]

    good, wrong, refused = NewEventForm(), NewEventForm(), NewEventForm()
    wrong.title.errors = ["Too long."]
    refused.refuse(ReasonNeeded())
    assert [status(one) for one in (good, wrong, refused)] == [200, 422, 422]


@pytest.mark.parametrize("error", [ObjectDeletedError(None, "gone"), StaleDataError("gone")])
def test_who_meets_a_row_that_is_gone_reads_that_somebody_was_quicker(app, error):
    with app.test_request_context("/desk"):
        answer = app.handle_user_exception(error)
    assert (answer.status_code, GONE_SINCE in answer.get_data(as_text=True)) == (409, True)


def test_a_full_pool_of_connections_is_told_with_the_time_to_come_back(app, client, monkeypatch):
    def full(*_args, **_more):
        raise PoolTimeout

    monkeypatch.setattr(public_events, "coming", full)
    answer = client.get("/?x=1")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Very busy right now" in answer.text
