"""The pages of a registration say what holds for where it stands."""

import pytest

from app.domain.attendance.admission import Door
from app.domain.lifecycle import RegistrationState as State
from app.web.attendance import words


@pytest.fixture(autouse=True)
def in_english(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("state", "question", "link"),
    [
        (State.CONFIRMED, "Give your seat back?", "Give my seat back"),
        (State.APPLIED, "Take your registration back?", "Take my registration back"),
        (State.UNCONFIRMED, "Take your registration back?", "Take my registration back"),
        (State.WAITING, "Leave the waiting list?", "Leave the waiting list"),
        (State.OFFERED, "Leave the waiting list?", "Leave the waiting list"),
    ],
)
def test_giving_up_names_what_is_given_up(state, question, link):
    said = words.leaving(state)
    assert (said.question, said.link) == (question, link)


@pytest.mark.parametrize(
    ("state", "door", "until", "begins", "tone"),
    [
        (State.CANCELLED, Door.OVER, "", "You are not registered any more.", "plain"),
        (State.CONFIRMED, Door.OVER, "", "The session is over.", "info"),
        (State.WAITING, Door.EARLY, "", "All seats are taken.", "warn"),
        (State.OFFERED, Door.EARLY, "", "A seat was kept for you", "warn"),
        (State.APPLIED, Door.EARLY, "", "Your registration has arrived.", "info"),
    ],
)
def test_a_note_says_where_one_stands(state, door, until, begins, tone):
    text, shown_in = words.standing(state, door, is_to_come=door is Door.EARLY, until=until)
    assert (text[: len(begins)], shown_in) == (begins, tone)


@pytest.mark.parametrize(
    ("state", "is_to_come", "until"),
    [(State.CONFIRMED, True, ""), (State.OFFERED, True, "noon"), (State.WAITING, False, "")],
)
def test_a_button_says_enough(state, is_to_come, until):
    assert words.standing(state, Door.EARLY, is_to_come=is_to_come, until=until) is None


@pytest.mark.parametrize(
    ("state", "begins"),
    [
        (State.OFFERED, "A seat is kept for you"),
        (State.APPLIED, "The organisers have not said yes"),
        (State.WAITING, "You are on the waiting list"),
        (State.CANCELLED, "You gave your seat back"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(state, begins):
    assert words.no_way_in(state)[: len(begins)] == begins
