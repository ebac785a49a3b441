"""Personal links when two records become one, or two again: each speaks for the address it went to (X4).

A link that hangs on somebody with another address by now opens nothing any more; they are sent a new one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from app.models import Person, SpeakerLink
from app.services.people_records.merge_journal import Journal, table_of
from app.services.speakers import links as speaker_links
from app.services.speakers import mail as speaker_mail


class Mailed(NamedTuple):
    """The token of a link as it was, and the address that it was mailed to."""

    token_hash: str
    email: str | None


def mailed(*people: Person) -> Mapping[int, Mailed]:
    """Return link id -> what was mailed, of every link of these people."""
    return {
        link.id: Mailed(link.token_hash, link.participation.person.email)
        for link in speaker_links.of_people(*people)
    }


def renew(journal: Journal, before: Mapping[int, Mailed], *, email: str | None, name: str) -> None:
    """Give new tokens to what was mailed elsewhere than to `email`; undoing brings the old ones back."""
    for number, (_token, old) in before.items():
        if old not in {None, email}:
            secret = speaker_links.new_secret()
            journal.set(table_of(SpeakerLink), {"id": number}, secret, what="record", name=name)


def follow(before: Mapping[int, Mailed], *people: Person, now: datetime) -> None:
    """Renew what has kept its token under another address, and send what waits, and the link, to that one."""
    for link in speaker_links.of_people(*people):
        was, email = before.get(link.id), link.participation.person.email
        if was is None or was.email in {None, email}:
            continue
        if was.token_hash == link.token_hash:
            speaker_links.change_secret(link)
        speaker_mail.follow([link], old=was.email or "", new=email, now=now)
