"""Calendar files through readers that share no code with ours: vobject, ical, ical.js, node-ical, libical."""

import fcntl
import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.support import needs

_JS = Path(__file__).parents[1] / "js"
_LIBICAL = Path(__file__).with_name("libical_reader.py")
_SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader found in one VEVENT; instants in UTC."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    status: str


def with_vobject(data: bytes) -> list[Reading]:
    _forget_zones()
    calendar = vobject.readOne(data.decode())
    return [
        Reading(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            start=event.dtstart.value.astimezone(UTC),
            end=event.dtend.value.astimezone(UTC),
            summary=event.summary.value,
            status=event.status.value,
        )
        for event in calendar.contents.get("vevent", [])
    ]


def _forget_zones() -> None:
    """Make each file speak for itself: vobject keeps the first definition of a TZID for the process."""
    known = vars(vobject.icalendar)["__tzidMap"]
    known.clear()
    vobject.icalendar.registerTzid("UTC", UTC)


def with_ical(data: bytes) -> list[Reading]:
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return [
        Reading(
            uid=event.uid,
            sequence=event.sequence,
            start=event.dtstart.astimezone(UTC),
            end=event.dtend.astimezone(UTC),
            summary=event.summary,
            status=event.status.value,
        )
        for event in calendar.events
    ]


def with_javascript(files: list[bytes]) -> dict[str, list[list[Reading]]]:
    """Return, for ical.js and node-ical, what each found in each file."""
    _need(_javascript_is_ready(), "node and npm", "nodejs npm")
    answers = _ask(["node", _JS / "parse.mjs"], files)
    return {
        reader: [[_reading(entry) for entry in answer[reader]] for answer in answers]
        for reader in ("ical.js", "node-ical")
    }


def with_libical(files: list[bytes]) -> list[list[Reading]]:
    return [[_reading(entry) for entry in answer["entries"]] for answer in _libical(files)]


def lawful(files: list[bytes]) -> list[bool]:
    """Tell of each file whether libical finds the properties that its METHOD asks for (RFC 5546)."""
    return [answer["lawful"] for answer in _libical(files)]


def with_every_reader(files: list[bytes]) -> dict[str, list[list[Reading]]]:
    """Return what each reader found in each file; skips where one is missing, fails in CI."""
    return {
        "vobject": [with_vobject(data) for data in files],
        "ical": [with_ical(data) for data in files],
        **with_javascript(files),
        "libical": with_libical(files),
    }


def _libical(files):
    _need(_libical_is_there(), "libical", "python3-gi gir1.2-ical-3.0")
    return _ask([_SYSTEM_PYTHON, _LIBICAL], files)


def _ask(command, files):
    texts = json.dumps([data.decode() for data in files])
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _reading(entry) -> Reading:
    start, end = datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"])
    return Reading(entry["uid"], entry["sequence"], start, end, entry["summary"], entry["status"])


def _need(there: bool, what: str, packages: str) -> None:
    if there:
        return
    line = needs.missing(what, packages)
    if needs.in_ci():
        pytest.fail(line)
    pytest.skip(line)


@lru_cache
def _libical_is_there() -> bool:
    probe = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    if not Path(_SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([_SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


@lru_cache
def _javascript_is_ready() -> bool:
    """Install the two readers from the lock file unless they are there; one process at a time."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    stamp, lock = _JS / "node_modules" / ".sidestage-lock", (_JS / "package-lock.json").read_text()
    with (_JS / ".npmrc").open() as gate:  # any file of ours serves as the gate between test processes
        fcntl.flock(gate, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == lock:
            return True
        words = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        if subprocess.run(words, cwd=_JS, capture_output=True, check=False, timeout=300).returncode != 0:
            return False
        stamp.write_text(lock)
        return True
