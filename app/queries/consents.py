"""Who is in a file, and what they said about it (rows P4, M3)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.domain.lifecycle import TAKING_PART
from app.domain.people.consent import NEEDED, OWN, ConsentBlocker, ConsentKind, PersonInFile, blockers
from app.extensions import db
from app.models import Consent, Material, Participation, SpeakerLink


def blockers_of(material: Material) -> Sequence[ConsentBlocker]:
    """Return everyone who keeps a material from being public, now; two queries, none for other kinds."""
    kind = material.kind.value
    if kind not in NEEDED:
        return []
    if kind in OWN and material.participation_id is None:
        return []  # nobody's in particular: the organisers' own
    only = material.participation_id if kind in OWN else None
    return blockers(kind, voices_of(material.event_id, only=only))


def blocked(event_id: int, materials: Sequence[Material]) -> Mapping[int, Sequence[ConsentBlocker]]:
    """Return material id -> who keeps it from being public, for a list of one event; two queries at most."""
    asking = [one for one in materials if one.kind.value in NEEDED]
    if not asking:
        return {}
    everybody = _voices(event_id)
    found = {}
    for one in asking:
        if one.kind.value in OWN:
            voices = [voice for key, _on_stage, voice in everybody if key == one.participation_id]
        else:
            voices = [voice for _key, on_stage, voice in everybody if on_stage]
        found[one.id] = blockers(one.kind.value, voices)
    return found


def voices_of(event_id: int, *, only: int | None = None) -> Sequence[PersonInFile]:
    """Return what each person of an event said: all who take part, or `only` one, taking part or not."""
    return [
        voice for key, on_stage, voice in _voices(event_id) if (on_stage if only is None else key == only)
    ]


def _voices(event_id: int) -> list[tuple[int, bool, PersonInFile]]:
    """Return (participation id, taking part, what they said) of everybody; two queries."""
    people = (
        select(Participation.id, Participation.state, Participation.name_printed, SpeakerLink.id)
        .outerjoin(SpeakerLink, SpeakerLink.participation_id == Participation.id)
        .where(Participation.event_id == event_id)
        .order_by(Participation.position, Participation.id)
    )
    answers = (
        select(Consent)
        .join(Participation, Participation.id == Consent.participation_id)
        .where(Participation.event_id == event_id)
        .order_by(Consent.id)
    )
    said: dict[int, dict[ConsentKind, str]] = {}
    for one in db.session.scalars(answers):
        said.setdefault(one.participation_id, {})[one.kind] = one.choice
    return [
        (key, state in TAKING_PART, PersonInFile(name, link is not None, said.get(key, {})))
        for key, state, name, link in db.session.execute(people)
    ]
