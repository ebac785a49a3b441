"""States and the steps between them, as tables (docs/concepts.md shows them on one page)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import DomainError
from app.domain.words import N_


class EventState(StrEnum):
    """Where a side event stands. Rescheduling changes the time, never the state."""

    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    ARCHIVED = "archived"


class ParticipationState(StrEnum):
    """How far one person's part in one event is agreed; the last three are said after the event."""

    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    REPLACED = "replaced"
    SPOKE = "spoke"
    ABSENT = "absent"


class SignOffState(StrEnum):
    """An organisation's word on the version it was shown."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class RegistrationState(StrEnum):
    """A seat held, waited for, or given back. The answer from a calendar is kept apart.

    Only `confirmed` and `offered` hold a seat; whoever is `unconfirmed` has not shown whose address it is.
    """

    UNCONFIRMED = "unconfirmed"
    APPLIED = "applied"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class MaterialState(StrEnum):
    """A material's way to the public. `announced` without a file or link is honest and public."""

    ANNOUNCED = "announced"
    RECEIVED = "received"
    CLEARED = "cleared"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class SummaryState(StrEnum):
    """The written record of the session."""

    DUE = "due"
    DRAFT = "draft"
    SIGNED_OFF = "signed_off"
    PUBLISHED = "published"
    CORRECTED = "corrected"


EVENT_STATES_AHEAD = frozenset({EventState.DRAFT, EventState.PUBLISHED, EventState.POSTPONED})
EVENT_STATES_OVER = frozenset(EventState) - EVENT_STATES_AHEAD
ANNOUNCED_EVENT_STATES = frozenset({EventState.PUBLISHED, EventState.POSTPONED})  # people plan with it
HELD_EVENT_STATES = frozenset({EventState.HELD, EventState.ARCHIVED})
NOT_AT_ITS_HOUR = frozenset({EventState.POSTPONED, EventState.CANCELLED})
PUBLIC_EVENT_STATES = frozenset(
    {EventState.PUBLISHED, EventState.POSTPONED, EventState.CANCELLED, EventState.HELD, EventState.ARCHIVED}
)
# A cancelled event is public only when it had been published: a cancelled draft stays on the desk.

EVENT: Mapping[EventState, frozenset[EventState]] = {
    EventState.DRAFT: frozenset({EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.PUBLISHED: frozenset(
        {EventState.DRAFT, EventState.POSTPONED, EventState.CANCELLED, EventState.HELD}
    ),
    EventState.POSTPONED: frozenset({EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.CANCELLED: frozenset(),
    EventState.HELD: frozenset({EventState.ARCHIVED}),
    EventState.ARCHIVED: frozenset(),
}

# Nothing is published about anyone who has not agreed: who is proposed, asked or unsure stays on the desk.
TAKING_PART = frozenset({ParticipationState.ACCEPTED, ParticipationState.SPOKE})
NOT_TAKING_PART = frozenset(
    {ParticipationState.DECLINED, ParticipationState.REPLACED, ParticipationState.ABSENT}
)
COUNTED_ON = frozenset({ParticipationState.ACCEPTED, ParticipationState.TENTATIVE})
ANSWER_AWAITED = frozenset(
    {ParticipationState.PROPOSED, ParticipationState.INVITED, ParticipationState.TENTATIVE}
)
SAID_AFTERWARDS = frozenset({ParticipationState.SPOKE, ParticipationState.ABSENT})
SETTLED = SAID_AFTERWARDS | {ParticipationState.REPLACED}  # their own answer changes nothing any more

CONCERNED = (
    RegistrationState.CONFIRMED,
    RegistrationState.OFFERED,
    RegistrationState.WAITING,
    RegistrationState.APPLIED,
)
"""Whoever hears of a change, the nearest to a seat first: not who cancelled, nor who never confirmed."""

SIGN_OFFS_MISSING = (SignOffState.REFUSED, SignOffState.ASKED)  # the graver first
# An announcement without a file is honest, and public.
PUBLIC_MATERIAL_STATES = frozenset({MaterialState.ANNOUNCED, MaterialState.PUBLISHED})
PUBLIC_SUMMARY_STATES = frozenset({SummaryState.PUBLISHED, SummaryState.CORRECTED})

_R = RegistrationState
_COMING_IN = frozenset({_R.UNCONFIRMED, _R.APPLIED, _R.CONFIRMED, _R.WAITING})
REGISTRATION: Mapping[RegistrationState, frozenset[RegistrationState]] = {
    _R.UNCONFIRMED: frozenset({_R.APPLIED, _R.CONFIRMED, _R.WAITING, _R.CANCELLED}),
    _R.APPLIED: frozenset({_R.CONFIRMED, _R.WAITING, _R.CANCELLED}),
    _R.WAITING: frozenset({_R.CONFIRMED, _R.OFFERED, _R.CANCELLED}),
    _R.OFFERED: frozenset({_R.CONFIRMED, _R.WAITING, _R.CANCELLED}),
    _R.CONFIRMED: frozenset({_R.CANCELLED}),
    _R.CANCELLED: _COMING_IN,
}

SIGN_OFF: Mapping[SignOffState, frozenset[SignOffState]] = {
    SignOffState.NOT_NEEDED: frozenset({SignOffState.ASKED}),
    SignOffState.ASKED: frozenset({SignOffState.GIVEN, SignOffState.REFUSED, SignOffState.NOT_NEEDED}),
    SignOffState.GIVEN: frozenset({SignOffState.ASKED, SignOffState.REFUSED, SignOffState.NOT_NEEDED}),
    SignOffState.REFUSED: frozenset({SignOffState.ASKED, SignOffState.GIVEN, SignOffState.NOT_NEEDED}),
}

_P = ParticipationState
_ANSWERS = frozenset({_P.ACCEPTED, _P.TENTATIVE, _P.DECLINED, _P.REPLACED})
PARTICIPATION: Mapping[ParticipationState, frozenset[ParticipationState]] = {
    _P.PROPOSED: frozenset({_P.INVITED}) | _ANSWERS | SETTLED,
    _P.INVITED: _ANSWERS | SETTLED,
    _P.ACCEPTED: (_ANSWERS - {_P.ACCEPTED}) | SETTLED,
    _P.TENTATIVE: (_ANSWERS - {_P.TENTATIVE}) | SETTLED,
    _P.DECLINED: frozenset({_P.INVITED, _P.ACCEPTED, _P.TENTATIVE}) | SETTLED,
    _P.REPLACED: frozenset({_P.INVITED, _P.SPOKE, _P.ABSENT}),
    _P.SPOKE: frozenset({_P.ABSENT, _P.REPLACED}),
    _P.ABSENT: frozenset({_P.SPOKE, _P.REPLACED}),
}

_M = MaterialState
MATERIAL: Mapping[MaterialState, frozenset[MaterialState]] = {
    _M.ANNOUNCED: frozenset({_M.RECEIVED, _M.CLEARED, _M.PUBLISHED, _M.WITHDRAWN}),
    _M.RECEIVED: frozenset({_M.ANNOUNCED, _M.CLEARED, _M.PUBLISHED, _M.WITHDRAWN}),
    _M.CLEARED: frozenset({_M.RECEIVED, _M.PUBLISHED, _M.WITHDRAWN}),
    _M.PUBLISHED: frozenset({_M.RECEIVED, _M.WITHDRAWN}),
    _M.WITHDRAWN: frozenset({_M.ANNOUNCED, _M.RECEIVED, _M.PUBLISHED}),
}

_S = SummaryState
SUMMARY: Mapping[SummaryState, frozenset[SummaryState]] = {
    _S.DUE: frozenset({_S.DRAFT}),
    _S.DRAFT: frozenset({_S.SIGNED_OFF, _S.PUBLISHED}),
    _S.SIGNED_OFF: frozenset({_S.DRAFT, _S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.DRAFT, _S.CORRECTED}),
    _S.CORRECTED: frozenset({_S.CORRECTED, _S.DRAFT}),
}


class StepNotAllowed(DomainError):
    """The state machine has no such step."""

    message = N_("This cannot go from “%(old)s” to “%(new)s”.")


S = TypeVar("S", bound=StrEnum)


def step(table: Mapping[S, frozenset[S]], old: S, new: S) -> S:
    """Return `new` when `table` allows the step from `old`, else raise StepNotAllowed."""
    if new not in table[old]:
        raise StepNotAllowed(old=old.value, new=new.value)
    return new
