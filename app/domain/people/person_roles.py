"""What a person does in an event: several at once, in this order (row P3)."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from app.domain.people.names import name_key
from app.domain.people.typed_words import typed_words
from app.domain.words import N_


class PersonRole(StrEnum):
    """One part somebody plays; the order is the order in which roles are named."""

    OPENER = "opener"
    CHAIR = "chair"
    MODERATOR = "moderator"
    KEYNOTE = "keynote"
    SPEAKER = "speaker"
    PANELLIST = "panellist"
    DISCUSSANT = "discussant"
    CLOSER = "closer"
    RAPPORTEUR = "rapporteur"
    INTERPRETER = "interpreter"
    CAPTIONER = "captioner"
    PRODUCER = "producer"
    BACKUP = "backup"


ROLE_WORDS: Mapping[PersonRole, str] = {
    PersonRole.OPENER: N_("Opening"),
    PersonRole.CHAIR: N_("Chair"),
    PersonRole.MODERATOR: N_("Moderator"),
    PersonRole.KEYNOTE: N_("Keynote"),
    PersonRole.SPEAKER: N_("Speaker"),
    PersonRole.PANELLIST: N_("Panellist"),
    PersonRole.DISCUSSANT: N_("Discussant"),
    PersonRole.CLOSER: N_("Closing"),
    PersonRole.RAPPORTEUR: N_("Rapporteur"),
    PersonRole.INTERPRETER: N_("Interpreter"),
    PersonRole.CAPTIONER: N_("Captioner"),
    PersonRole.PRODUCER: N_("Producer"),
    PersonRole.BACKUP: N_("Backup"),
}

_BETWEEN = re.compile(r"[,;/&+|،、；，]|\s(?:and|et|und|y|и|و|和)\s", re.IGNORECASE)

# Who works behind the scenes, lends a voice or stands by is not among the speakers of the public page.
BACKSTAGE = frozenset({PersonRole.INTERPRETER, PersonRole.CAPTIONER, PersonRole.PRODUCER, PersonRole.BACKUP})


def roles_in(text: str) -> tuple[list[str], list[str]]:
    """Return the roles that a cell names, "Moderator & Speaker", and the words that name none."""
    found: list[str] = []
    unknown: list[str] = []
    whole = _by_word().get(name_key(text))
    for word in [text] if whole else _BETWEEN.split(text):
        role = _by_word().get(name_key(word))
        if role:
            found.append(role)
        elif word.strip():
            unknown.append(word.strip())
    return in_order(found), unknown


@cache
def _by_word() -> dict[str, str]:
    return typed_words("roles") | {
        name_key(name): role.value for role in PersonRole for name in (role.value, ROLE_WORDS[role])
    }


def in_order(roles: Iterable[str]) -> list[str]:
    """Return the known roles once each, in the order of the list; unknown words are dropped."""
    given = set(roles)
    return [role.value for role in PersonRole if role.value in given]
