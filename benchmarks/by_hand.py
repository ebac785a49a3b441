"""What is written by hand, against the library beside it (ADR 0018): raw rows, personal entries, VTIMEZONE.

Run as `python -m benchmarks.by_hand`. Times are processor time; what is held is the ratio in the same run.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Timezone, vCalAddress

from app import create_app
from app.config import Settings
from app.domain.calendars import vtimezone
from app.domain.calendars.calendar_entry import Attendee, Entry, Mailbox
from app.domain.calendars.calendar_file import BEGIN, END
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from app.extensions import db
from app.queries import public_events
from app.schema import upgrade

NOW = datetime(2027, 5, 2, 14, tzinfo=UTC)
ORGANISER = Mailbox("Jane Doe via Sidestage", "calendar@example.org")
AMARA = Attendee(name="Amara Okafor", email="amara@example.org")
WAY_IN = "https://side.example.org/join/1"
STORED = vevent(
    Entry(
        uid="1@example.org", sequence=0, stamp=NOW, created=NOW, modified=NOW, starts_at=NOW,
        ends_at=NOW + timedelta(hours=1), title="Twelve reefs", description="How cities share. " * 30,
        location="https://side.example.org/events/1", url="https://side.example.org/events/1",
    )
)  # fmt: skip


def microseconds(work: Callable[[], object], calls: int) -> float:
    """The fastest of several runs: the others measure the machine's other work."""
    best = float("inf")
    for _ in range(7):
        gc.collect()
        begin = time.process_time()
        for _ in range(calls):
            work()
        best = min(best, time.process_time() - begin)
    return best / calls * 1e6


def by_session() -> object:
    found = db.session.execute(public_events._MARK, {"slug": "none"}).first()  # noqa: SLF001
    db.session.remove()
    return found


def by_icalendar() -> bytes:
    """Make a stored entry one person's by reading, changing and writing it."""
    event = Calendar.from_ical(BEGIN + STORED + END).subcomponents[0]
    event["DTSTAMP"].dt = NOW
    event["LOCATION"] = WAY_IN
    event["ORGANIZER"], event["ATTENDEE"] = (
        vCalAddress("mailto:calendar@example.org"),
        vCalAddress("mailto:amara@example.org"),
    )
    calendar = Calendar({"METHOD": "REQUEST"})
    calendar.add_component(event)
    return calendar.to_ical()


def our_zone() -> bytes | None:
    vtimezone._block.cache_clear()  # noqa: SLF001
    vtimezone._changes.cache_clear()  # noqa: SLF001
    return vtimezone.timezone_block("America/New_York", NOW, NOW)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(
            instance=Path(name), database_url=f"sqlite:///{name}/x.db", queue_url="memory://",
            storage_url="memory://", base_url="http://localhost", secret_key="x" * 16, testing=True,
        )  # fmt: skip
        with create_app(settings).app_context():
            upgrade()
            db.session.remove()
            engine = db.engine
            raw = microseconds(lambda: public_events.mark_of("none", engine), 500)
            session = microseconds(by_session, 500)
            engine.dispose()
    edited = microseconds(
        lambda: personal(
            STORED, method="REQUEST", organiser=ORGANISER, attendee=AMARA, stamp=NOW, location=WAY_IN
        ),
        500,
    )
    rows = (
        ("one row of a mark", raw, session, 4.0),
        ("an entry made personal", edited, microseconds(by_icalendar, 50), 15.0),
    )
    for what, ours, library, aim in rows:
        ratio = f"1:{library / ours:<4.0f} aim 1:{aim:.0f}"
        print(f"{what:<26} {ours:8.1f} µs    library {library:8.1f} µs    {ratio}")
    theirs = Timezone.from_tzid("America/New_York").to_ical()
    print(f"a VTIMEZONE                {len(our_zone() or b''):8} bytes library {len(theirs):8} bytes")
    return 1 if any(library / ours < aim for _, ours, library, aim in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
