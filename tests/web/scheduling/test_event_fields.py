"""A field of an event stands in every place that CONTRIBUTING names: whoever forgets one hears of it here."""

import re
from dataclasses import fields

import pytest

from app.models import Event
from app.services.scheduling.event_copies import SETTINGS, TEXTS
from app.services.scheduling.events import Details
from app.web.scheduling.change_names import CHANGE_NAMES
from app.web.scheduling.forms import DetailsForm
from tests.support.sources import TEMPLATES

NOT_COPIED = {"title", "edition_id", "meeting_url", "meeting_note", "meeting_is_public"}  # asked anew
FIELDS = [one.name for one in fields(Details)]


@pytest.fixture(scope="module")
def shown():
    """The fields that the page of details shows."""
    page = (TEMPLATES / "scheduling" / "details.html").read_text(encoding="utf-8")
    return set(re.findall(r"field\(form\.(\w+)", page))


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_kept_asked_shown_named_and_copied_or_not(app, shown, name):
    with app.test_request_context():
        form = DetailsForm()
    asked = name.removesuffix("_id")
    places = {
        "a column of the table": name in Event.__table__.columns,
        "asked by the form": asked in form,
        "on the page": asked in shown,
        "named in the history": name in CHANGE_NAMES,
        "copied, or said not to be": (name in (*TEXTS, *SETTINGS)) != (name in NOT_COPIED),
    }
    assert places == dict.fromkeys(places, True)


def test_the_page_shows_nothing_else(shown):
    assert shown == {name.removesuffix("_id") for name in FIELDS}
