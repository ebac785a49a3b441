from datetime import UTC, datetime, timedelta

import pytest

from app.domain.attendance import admission
from app.domain.attendance.admission import Door
from app.domain.lifecycle import EventState

START = datetime(2027, 3, 11, 9, 0, tzinfo=UTC)
END = START + timedelta(minutes=90)
BEFORE = START - timedelta(days=3)


@pytest.mark.parametrize(
    ("state", "is_open", "now", "refused"),
    [
        (EventState.PUBLISHED, True, BEFORE, None),
        (EventState.PUBLISHED, True, START + timedelta(minutes=5), None),
        (EventState.PUBLISHED, True, END, admission.EventOver),
        (EventState.PUBLISHED, False, BEFORE, admission.RegistrationClosed),
        (EventState.POSTPONED, True, BEFORE, admission.EventPostponed),
        (EventState.CANCELLED, True, END, admission.EventCancelled),
        (EventState.HELD, True, BEFORE, admission.EventOver),
        (EventState.ARCHIVED, True, END, admission.EventOver),
        (EventState.DRAFT, True, BEFORE, admission.RegistrationClosed),
    ],
)
def test_who_may_register(state, is_open, now, refused):
    error = admission.refusal(state=state, registration_open=is_open, ends_at=END, now=now)
    assert (type(error) if error else None) is refused
    assert error is None or error.status == 409


@pytest.mark.parametrize(
    ("state", "now", "stands"),
    [
        (EventState.PUBLISHED, START - timedelta(minutes=15, seconds=1), Door.EARLY),
        (EventState.PUBLISHED, START - timedelta(minutes=15), Door.OPEN),
        (EventState.PUBLISHED, END, Door.OPEN),
        (EventState.PUBLISHED, END + timedelta(minutes=15), Door.OVER),
        (EventState.HELD, END, Door.OVER),
        (EventState.CANCELLED, START, Door.CANCELLED),
        (EventState.POSTPONED, START, Door.POSTPONED),
    ],
)
def test_how_the_door_stands(state, now, stands):
    assert admission.door(state=state, starts_at=START, ends_at=END, now=now) is stands
