"""What somebody who takes part still owes, and the one mail that asks for it (rows P1, P7)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.lifecycle import ParticipationState
from app.domain.people.consent import ConsentKind
from app.models import Consent, Event, Participation
from app.queries import speaking
from app.queries.participants import participations_of
from app.services.actor import Actor
from app.services.speakers import invitations, profiles
from app.services.speakers import links as speaker_links
from app.services.speakers import mail as speaker_mail

ANSWER, PROFILE, CONSENTS, SLIDES, CHECK = "answer", "profile", "consents", "slides", "tech_check"


def debts(part: Participation, desk: speaking.Desk, consents: Mapping[str, Consent]) -> list[str]:
    """Return what is still missing, in the order in which it is asked for; nothing of who does not take part.

    Slides count only where some were announced. Who never had a link was never asked for anything.
    """
    if part.state in invitations.OPEN:
        return [ANSWER]
    if part.state is not ParticipationState.ACCEPTED or desk.link is None:
        return []
    found = {
        PROFILE: bool(profiles.missing(desk.link)),
        CONSENTS: len(consents) < len(ConsentKind),
        SLIDES: desk.awaited > 0,
        CHECK: desk.check is None and desk.offered > 0,
    }
    return [name for name, owed in found.items() if owed]


def of_event(event: Event, people: Sequence[Participation], *, now: datetime) -> dict[int, list[str]]:
    """Return participation id -> what is owed, of those who owe something; two queries."""
    desks, consents = speaking.desks_of(event.id, now=now), speaking.consents_of(event.id)
    all_of_it = {one.id: debts(one, desks[one.id], consents.get(one.id, {})) for one in people}
    return {key: owed for key, owed in all_of_it.items() if owed}


def remind(event: Event, *, only: str | None = None, actor: Actor, now: datetime) -> int:
    """Write to everybody who owes something, or `only` this, with their own link; once a day each.

    Return how many mails go. Raises EventIsOver.
    """
    invitations.require_ahead(event, now)
    people = participations_of(event.id)
    owed = of_event(event, people, now=now)
    sent = 0
    for person in people:
        wanted = owed.get(person.id, [])
        if not wanted or not person.person.email or (only is not None and only not in wanted):
            continue
        link = speaker_links.link_of(person) or speaker_links.make(event, person, actor=actor, now=now)
        if link.revoked_at is None and link.expires_at > now:
            kind = invitations.REMINDER if wanted == [ANSWER] else speaker_mail.OWES
            sent += invitations.send(event, link, kind=kind, mark=f"{now:%Y%m%d}", now=now)
    return sent
