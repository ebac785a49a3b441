"""A real calendar store (Radicale, over CalDAV without a network) and one person's mail program before it."""

import re
from email.message import EmailMessage
from pathlib import Path

import vobject
from radicale import config
from radicale.app import Application
from werkzeug.test import Client

HOME = "/chie/calendar/"


class CalendarStore:
    """One person's calendar. Takes invitations as a mail program does, and gives back what is kept."""

    def __init__(self, folder: Path) -> None:
        # The readers of calendar_readers.py leave another UTC to vobject, which Radicale would not know.
        vobject.icalendar.registerTzid("UTC", vobject.icalendar.utc)
        settings = config.load()
        settings.update(
            {
                "storage": {"filesystem_folder": str(folder), "_filesystem_fsync": "False"},
                "auth": {"type": "none"},
                "rights": {"type": "authenticated"},
                "logging": {"level": "critical"},
            },
            "test",
            privileged=True,
        )
        self._client = Client(Application(settings))
        self._call("MKCALENDAR", HOME, wanted=201)

    def take(self, mail: EmailMessage) -> None:
        """Do what a mail asks for: keep the entry, or keep it as cancelled; an older one changes nothing."""
        parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        for part in parts:
            entry = part.get_payload(decode=True).decode()
            if self._is_newer(entry):
                kept = re.sub(r"METHOD:\w+\r\n", "", entry)  # RFC 4791 section 4.1
                self._call("PUT", self._place(entry), data=kept, wanted=(201, 204))

    def entries(self) -> list[str]:
        """Return the whole entries that the store keeps, unfolded, as it writes them itself."""
        listing = self._call("PROPFIND", HOME, headers={"Depth": "1"}, wanted=207)
        places = sorted(set(re.findall(r"<(?:\w+:)?href>([^<]+\.ics)<", listing)))
        return [self._call("GET", place, wanted=200).replace("\r\n ", "") for place in places]

    def _is_newer(self, entry: str) -> bool:
        answer = self._client.open(self._place(entry), method="GET", headers=_WHO)
        if answer.status_code == 404:
            return True
        return _sequence(entry) >= _sequence(answer.get_data(as_text=True))

    @staticmethod
    def _place(entry: str) -> str:
        return f"{HOME}{value(entry, 'UID').replace('@', '-')}.ics"

    def _call(self, method, place, *, wanted, **more) -> str:
        headers = _WHO | more.pop("headers", {})
        answer = self._client.open(place, method=method, headers=headers, **more)
        allowed = wanted if isinstance(wanted, tuple) else (wanted,)
        assert answer.status_code in allowed, f"{method} {place}: {answer.status} {answer.data[:300]!r}"
        return answer.get_data(as_text=True)


def value(entry: str, name: str) -> str:
    """Return the value of the first property with this name in an entry that is not folded."""
    return re.search(rf"\n{name}(?:;[^:\r\n]*)?:([^\r\n]*)", entry.replace("\r\n ", ""))[1]


def _sequence(entry: str) -> int:
    return int(value(entry, "SEQUENCE"))


_WHO = {"Authorization": "Basic Y2hpZTo="}  # chie, without a password
