"""What somebody agrees to, said and taken back by their own link; it counts at once (rows P4, M3)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.domain.errors import DomainError
from app.domain.lifecycle import MaterialState
from app.domain.people.consent import NO, ON_BEHALF, OWN_TERMS, WORDING, BlockReason, ConsentKind, choices
from app.domain.words import N_
from app.extensions import db
from app.models import Consent, Event, Material, SpeakerLink
from app.queries import consents as queries
from app.queries import library
from app.services.actor import Actor
from app.services.library import material_states
from app.services.mail.team import tell_team

WITHDRAWN = "consent_withdrawn"


class TermsMissing(DomainError):
    """Own terms are words."""

    message = N_("Write your terms, or choose one of the licences.")
    field = "licence_words"
    status = 422


def current(link: SpeakerLink) -> dict[ConsentKind, Consent]:
    """Return the newest answer to each question that was answered."""
    rows = db.session.scalars(
        select(Consent).where(Consent.participation_id == link.participation_id).order_by(Consent.id)
    )
    return {row.kind: row for row in rows}


def say(
    event: Event,
    link: SpeakerLink,
    *,
    answers: Mapping[ConsentKind, str],
    by: str,
    language: str,
    terms: str = "",
    on_behalf: str = "",
    now: datetime,
) -> list[Material]:
    """Keep what is new among the answers, and take from the public at once what they no longer allow.

    Earlier answers stay beside the new ones. `by` is who filled it in, `on_behalf` as what (ON_BEHALF),
    `language` the words' (BCP 47), `terms` the licence in own words. Returns the materials taken back; the
    team is told of them where readers could have seen them. Raises TermsMissing.
    """
    if answers.get(ConsentKind.LICENCE) == OWN_TERMS and not terms:
        raise TermsMissing
    # Publishing takes the same lock, so that a file cannot slip out between a no and its effect.
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())
    before = current(link)
    for kind, choice in answers.items():
        old = before.get(kind)
        words = terms if choice == OWN_TERMS else ""
        if choice not in choices(kind) or (old is not None and (old.choice, old.words) == (choice, words)):
            continue
        db.session.add(
            Consent(
                participation_id=link.participation_id,
                kind=kind,
                choice=choice,
                wording=WORDING,
                language=language[:16],
                at=now,
                by=by,
                words=words,
                on_behalf=on_behalf if on_behalf in ON_BEHALF else "",
            )
        )
    db.session.flush()
    taken_back = hold_back(event, actor=Actor(link.participation.name_printed), now=now)
    if taken_back and event.is_public:
        tell_team(
            event.id,
            kind=WITHDRAWN,
            mark=f"{link.id}.t{now:%Y%m%d%H%M%S}",
            payload={"link_id": link.id},
            now=now,
        )
    return taken_back


def hold_back(event: Event, *, actor: Actor, now: datetime) -> list[Material]:
    """Take every published material that somebody in it refuses back to "announced, not available".

    Who has merely not answered takes nothing back: what is public was published before they were asked.
    """
    taken_back = []
    for material in library.materials_of(event.id):
        if material.state is not MaterialState.PUBLISHED:
            continue
        if any(one.why is BlockReason.REFUSED for one in queries.blockers_of(material)):
            material_states.mark_announced(event, material, actor=actor, now=now)
            taken_back.append(material)
    return taken_back


def refused(link: SpeakerLink) -> list[ConsentKind]:
    """Return what somebody said no to."""
    return [kind for kind, one in current(link).items() if one.choice == NO]
