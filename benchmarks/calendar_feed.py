"""What stored revisions save: a feed of 500 events, and 10,000 messages to one person each.

Run as `python -m benchmarks.calendar_feed`. Exits with 1 when an aim is missed.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from app.domain.calendars.calendar_entry import Attendee, Entry, Mailbox
from app.domain.calendars.calendar_file import calendar, entity_tag
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent

EVENTS, MESSAGES = 500, 10_000
RATIO_AIM = 200.0
MESSAGES_AIM = 1.0  # seconds
MEMORY_AIM = 20.0  # MB that 10,000 messages may add while they are made one after the other
NOW = datetime(2023, 4, 20, 12, 0, tzinfo=UTC)


def entries() -> list[Entry]:
    """Return events as they are: titles in several scripts, 600 characters of description."""
    titles = (
        "Social innovation experiences",
        "Économie sociale et solidaire",
        "连带经济",
        "Соціальні інновації",
    )
    return [
        Entry(
            uid=f"{number:08}-side@example.org",
            sequence=number % 4,
            stamp=NOW,
            created=NOW,
            modified=NOW,
            starts_at=NOW + timedelta(hours=number),
            ends_at=NOW + timedelta(hours=number, minutes=90),
            title=f"{titles[number % 4]} {number}",
            description="Tue 2 May 2023, 10:00 New York (EDT, UTC−4)\n" + "How cities and towns share. " * 20,
            location=f"https://side.example.org/join/{number}",
            url=f"https://side.example.org/events/{number}",
            categories=("Economy", "Cities"),
        )
        for number in range(EVENTS)
    ]


def built_with_icalendar(events: list[Entry]) -> bytes:
    """Build the same feed as a program without stored revisions does at every request."""
    feed = Calendar()
    feed.add("prodid", "-//Benchmark//EN")
    feed.add("version", "2.0")
    feed.add("name", "Side events")
    for entry in events:
        event = Event()
        for name, value in (
            ("uid", entry.uid),
            ("dtstamp", entry.stamp),
            ("sequence", entry.sequence),
            ("created", entry.created),
            ("last-modified", entry.modified),
            ("dtstart", entry.starts_at),
            ("dtend", entry.ends_at),
            ("summary", entry.title),
            ("description", entry.description),
            ("location", entry.location),
            ("url", entry.url),
            ("status", entry.status),
            ("categories", list(entry.categories)),
        ):
            event.add(name, value)
        feed.add_component(event)
    return feed.to_ical()


def best(action: Callable[[], object], rounds: int) -> float:
    """Return the shortest CPU time of one call, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)


def messages(stored: bytes) -> int:
    """Make every message and let it go, as a batch into the outbox does; return the octets made."""
    organiser, octets = Mailbox("Jane Doe via Sidestage", "calendar@example.org"), 0
    for number in range(MESSAGES):
        attendee = Attendee(name=f"Amara Okafor {number}", email=f"amara{number}@example.org")
        octets += len(personal(stored, method="REQUEST", organiser=organiser, attendee=attendee, stamp=NOW))
    return octets


def main() -> int:
    events = entries()
    stored = [vevent(entry) for entry in events]
    tags = [entity_tag(part).encode() for part in stored]

    def feed() -> bytes:
        return calendar(stored, name="Side events", refresh=timedelta(hours=1))

    repeats = 200
    built = best(lambda: built_with_icalendar(events), 3)
    joined = best(lambda: [feed() for _ in range(repeats)], 5) / repeats
    tagged = best(lambda: [entity_tag(*tags) for _ in range(repeats)], 5) / repeats
    revision = best(lambda: [vevent(entry) for entry in events[:100]], 3) / 100
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    personal_time = best(lambda: messages(stored[0]), 3)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    ratio = built / joined

    aims = [
        (
            f"feed of {EVENTS}, {len(feed()) // 1024} KB, built with icalendar",
            f"{built * 1e3:10.2f} ms",
            True,
        ),
        (f"feed of {EVENTS} from stored revisions", f"{joined * 1e3:10.3f} ms", True),
        (f"  times as fast (aim {RATIO_AIM:.0f})", f"{ratio:10.0f}", ratio >= RATIO_AIM),
        (f"entity tag of the feed from {EVENTS} stored digests", f"{tagged * 1e3:10.3f} ms", True),
        ("one revision built and stored", f"{revision * 1e3:10.2f} ms", True),
        (
            f"{MESSAGES} personal messages (aim {MESSAGES_AIM:.0f} s)",
            f"{personal_time:10.2f} s",
            personal_time < MESSAGES_AIM,
        ),
        (f"  memory they add (aim {MEMORY_AIM:.0f} MB)", f"{grown:10.1f} MB", grown < MEMORY_AIM),
    ]
    for what, measured, met in aims:
        print(f"{what:<58}{measured:<14}{'' if met else '  MISSED'}")
    return 0 if all(met for *_, met in aims) else 1


if __name__ == "__main__":
    sys.exit(main())
