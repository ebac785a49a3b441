"""One attendee's calendar from the first invitation to the end, through five independent readers (row R4)."""

from datetime import datetime, timedelta

from app.domain.clocks.promised_time import promise
from app.extensions import db
from app.services.attendance import registrations
from app.services.scheduling import events, publishing
from tests.support.attendees import after_quiet, public_event, register
from tests.support.calendar_readers import lawful, with_every_reader
from tests.support.desk import AMARA
from tests.support.world import START

SUNDAY = datetime(2027, 3, 28, 10, 0)  # noqa: DTZ001 - a wall time, on the day clocks change in Zurich
MOVED = promise(wall_start=SUNDAY, zone="Europe/Zurich", minutes=60)
TITLE = "Twelve reefs; “reefs”, méduses and 珊瑚, told at length so that the line must be folded somewhere"


def test_every_message_of_a_life_is_read_alike_everywhere(app, outgoing):
    event = public_event(title=TITLE)
    first = (event.starts_at, event.ends_at)
    chie = register(event, 'Chie "the reef" Tanabe; of Tokyo', "chie@example.org")
    files = []

    def told():
        db.session.commit()
        for mail in after_quiet(app, outgoing):
            files.extend(
                part.get_payload(decode=True)
                for part in mail.walk()
                if part.get_content_type() == "text/calendar"
            )

    told()
    registrations.cancel(chie, now=START)
    told()
    registrations.register_again(chie, now=START)
    told()
    events.schedule(event, time=MOVED, reason="A strike", actor=AMARA, now=START)
    told()
    registrations.replace_link(chie, now=START)
    told()
    publishing.postpone(event, reason="A storm", actor=AMARA, now=START)
    told()
    later = promise(wall_start=SUNDAY + timedelta(weeks=1), zone="Europe/Zurich", minutes=60)
    events.schedule(event, time=later, reason="The storm is over", actor=AMARA, now=START)
    told()
    publishing.cancel(event, reason="No power", actor=AMARA, now=START)
    told()
    moved, last = (MOVED.starts_at, MOVED.ends_at), (later.starts_at, later.ends_at)
    life = [
        (0, first, "CONFIRMED"),
        (1, first, "CANCELLED"),
        (2, first, "CONFIRMED"),
        (3, moved, "CONFIRMED"),
        (4, moved, "CONFIRMED"),
        (5, moved, "TENTATIVE"),
        (6, last, "CONFIRMED"),
        (7, last, "CANCELLED"),
    ]
    for reader, readings in with_every_reader(files).items():
        found = [(one.sequence, (one.start, one.end), one.status) for (one,) in readings]
        assert found == life, reader
        assert {(one.uid, one.summary) for (one,) in readings} == {(event.uid, TITLE)}, reader
    assert lawful(files) == [True] * len(files)
