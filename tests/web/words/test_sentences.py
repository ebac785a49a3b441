"""Sentences of the rules reach the reader with dates as the reader's language writes them."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from app.domain.errors import DomainError
from app.web import errors
from app.web.words.sentences import sentence
from tests.support import events

DAY = date(2027, 3, 28)


@pytest.mark.parametrize(
    ("locale", "written"),
    [("en_GB", "Sunday, 28 March 2027"), ("fr", "dimanche 28 mars 2027"), ("de", "Sonntag, 28. März 2027")],
)
def test_a_date_is_written_out(app, locale, written):
    with app.test_request_context(), force_locale(locale):
        assert sentence("On %(date)s.", {"date": DAY}) == f"On {written}."
        assert errors.sentence(DomainError("On %(date)s.", date=DAY)) == f"On {written}."


def test_times_carry_their_day_and_other_values_stay(app):
    wall = datetime(2027, 3, 28, 9, 5)  # noqa: DTZ001 - a wall time
    with app.test_request_context():
        assert sentence("%(at)s", {"at": wall}) == "Sunday, 28 March 2027, 09:05"
        assert sentence("%(at)s", {"at": wall.replace(tzinfo=UTC)}) == "Sunday, 28 March 2027, 09:05 UTC"
        assert sentence("%(count)s of %(what)s", {"count": 2, "what": "<b>"}) == "2 of <b>"
        assert sentence("100 %", {}) == "100 %"


def test_a_refusal_names_the_day_in_words(client, sign_in, amara):
    event = events.draft()
    typed = {"date": "2027-03-28", "wall_time": "02:30", "place": "Zurich"}
    refused = sign_in(client, amara).submit(f"/desk/events/{event.slug}/time", typed, button="promise")
    assert "On Sunday, 28 March 2027 clocks in Zurich go forward from 02:00 straight to 03:00" in refused.text
