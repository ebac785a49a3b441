"""Run by the system's Python, which has libical (gir1.2-ical-3.0): JSON list of texts in, of readings out."""

import json
import sys
from datetime import datetime, timezone

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402 - the version is said first


def _instant(time):
    seconds = time.as_timet_with_zone(time.get_timezone())
    moment = datetime.fromtimestamp(seconds, tz=timezone.utc)  # noqa: UP017 - the system's Python may be older
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(text):
    calendar = ICalGLib.Component.new_from_string(text)
    lawful = bool(calendar.check_restrictions())  # counts of properties per METHOD (RFC 5546)
    entries = []
    event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while event:
        entries.append(
            {
                "uid": event.get_uid(),
                "sequence": event.get_sequence(),
                "start": _instant(event.get_dtstart()),
                "end": _instant(event.get_dtend()),
                "summary": event.get_summary(),
                "status": event.get_status().value_nick.rsplit("_", 1)[-1].upper(),
            }
        )
        event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    return {"entries": entries, "lawful": lawful}


json.dump([_read(text) for text in json.load(sys.stdin)], sys.stdout)
