"""A scripted life, kept by a real calendar store that ends in the right state at each step (rows R3, R4)."""

from datetime import datetime, timedelta

import pytest

from app.domain.clocks.promised_time import promise
from app.extensions import db
from app.services.attendance import registrations
from app.services.calendars import inbound
from app.services.scheduling import events, publishing
from tests.support.answers import reply
from tests.support.attendees import after_quiet, public_event, queued, register
from tests.support.calendar_store import CalendarStore, value
from tests.support.desk import AMARA
from tests.support.world import START

SUNDAY = datetime(2027, 3, 28, 10, 0)  # noqa: DTZ001 - Zurich's clocks go forward that night
SPRING = promise(wall_start=SUNDAY, zone="Europe/Zurich", minutes=60)
LATER = promise(wall_start=SUNDAY + timedelta(weeks=1), zone="Europe/Zurich", minutes=60)


@pytest.fixture
def calendar(app, outgoing, tmp_path):
    """Chie's calendar and her mail: returns what the store says after each delivery."""
    store = CalendarStore(tmp_path)

    def look(*, again=()):
        mails = [*after_quiet(app, outgoing), *again]
        for mail in mails:
            store.take(mail)
        (entry,) = store.entries()
        found = {name: value(entry, name) for name in ("UID", "SEQUENCE", "STATUS", "DTSTART", "DTEND")}
        return mails, (found["DTSTART"], found["DTEND"], found["SEQUENCE"], found["STATUS"])

    return look


def move(event, time):
    events.schedule(event, time=time, reason="A strike", actor=AMARA, now=START)
    db.session.commit()


def answer(registration, partstat, **more):
    outcome = inbound.take(reply(registration, partstat, **more), now=START + timedelta(hours=2))
    db.session.commit()
    return outcome


def test_a_life_from_the_invitation_to_the_end(app, calendar):
    event = public_event()
    chie = register(event)
    first, kept = calendar()
    assert kept == ("20270311T090000Z", "20270311T103000Z", "0", "CONFIRMED")
    assert answer(chie, "ACCEPTED") == "answered"

    move(event, SPRING)  # across a change of the clocks: 10:00 there is 08:00 UTC from that night on
    _, kept = calendar()
    assert kept == ("20270328T080000Z", "20270328T090000Z", "1", "CONFIRMED")
    assert answer(chie, "DECLINED", sequence=0, stamp="20270301T085900Z") == "overtaken"
    assert answer(chie, "TENTATIVE", sequence=0, stamp="20270301T095900Z") == "answered_old_time"

    _, kept = calendar(again=first)  # the first mail once more, late: nothing goes back
    assert kept == ("20270328T080000Z", "20270328T090000Z", "1", "CONFIRMED")

    registrations.cancel(chie, now=START)
    _, kept = calendar()
    assert kept == ("20270328T080000Z", "20270328T090000Z", "2", "CANCELLED")

    registrations.register_again(chie, now=START)
    move(event, LATER)
    _, kept = calendar()
    assert kept == ("20270404T080000Z", "20270404T090000Z", "4", "CONFIRMED")

    publishing.cancel(event, reason="No power", actor=AMARA, now=START)
    _, kept = calendar()
    assert kept == ("20270404T080000Z", "20270404T090000Z", "5", "CANCELLED")
    assert queued(registration_id=chie.id, state="queued") == []
