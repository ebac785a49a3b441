"""Which organisations have to sign, and what: the event says it, else its edition (row O3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.access import ORGANISING, Role
from app.domain.partners.sign_off import OF_THE_EVENT, OF_THE_RECORD, SignOffPart

ROLES = (Role.LEAD, Role.CO_ORGANISER, Role.PARTNER, Role.SUPPORTER)


@dataclass(frozen=True, slots=True)
class SignOffRule:
    """`roles` None: nobody said it, so the lead and co-organisers count where they were asked."""

    roles: frozenset[str] | None = None
    parts: frozenset[str] = frozenset()

    def counts(self, role: str, *, asked: bool) -> bool:
        """Whether an organisation in this role has to sign."""
        return asked and role in ORGANISING if self.roles is None else role in self.roles

    def needs(self, part: SignOffPart) -> bool:
        """Whether a part waits for signatures: the announcement always, the record where it is said."""
        return part in OF_THE_EVENT or part in self.parts


def rule_of(*sayings: tuple[Sequence[str] | None, Sequence[str] | None]) -> SignOffRule:
    """Return the first rule that somebody set, the event's before its edition's."""
    for roles, parts in sayings:
        if roles is not None:
            return SignOffRule(frozenset(roles), frozenset(parts or ()) & frozenset(OF_THE_RECORD))
    return SignOffRule()
