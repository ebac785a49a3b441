"""Every state of the domain has its word, and a badge shows it with its tone."""

import pytest
from flask import Flask

from app.domain.lifecycle import (
    EventState,
    MaterialState,
    ParticipationState,
    RegistrationState,
    SignOffState,
    SummaryState,
)
from app.web.words.states import STATES, state_words


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("event", set(EventState)),
        ("participation", set(ParticipationState)),
        ("sign_off", set(SignOffState) - {SignOffState.NOT_NEEDED}),
        ("registration", set(RegistrationState)),
        ("material", set(MaterialState)),
        ("summary", set(SummaryState)),
    ],
)
def test_every_state_has_a_word(kind, states):
    assert set(STATES[kind]) == {str(state) for state in states}


def test_a_badge_says_the_word_in_its_tone(app: Flask):
    with app.test_request_context():
        badges = app.jinja_env.get_template("components/status.html").module
        shown = badges.state("registration", RegistrationState.OFFERED, bare=True)
    assert shown.startswith('<span class="status status-info status-bare">')
    assert shown.endswith("</svg>Seat offered</span>")


def test_a_state_without_a_word_is_shown_as_it_is_written():
    assert state_words("sign_off", SignOffState.NOT_NEEDED) == ("not_needed", "neutral")
