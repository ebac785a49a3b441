"""Who may do what with one event: one table, asked by loaders, services and templates alike (row O5)."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to one event."""

    LEAD = "lead"
    CO_ORGANISER = "co_organiser"
    PRODUCER = "producer"
    PARTNER = "partner"
    SUPPORTER = "supporter"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    STRANGER = "stranger"


class Action(StrEnum):
    """What can be done with one event."""

    SEE_PUBLIC = "see_public"  # the public page, once published
    SEE_DRAFT = "see_draft"  # everything on the desk, private fields excepted
    EDIT = "edit"  # title, aim, languages, links
    SCHEDULE = "schedule"  # date and hour
    PUBLISH = "publish"  # publish, unpublish, postpone, cancel, mark held
    EDIT_ORGANISATIONS = "edit_organisations"
    EDIT_PEOPLE = "edit_people"
    EDIT_AGENDA = "edit_agenda"
    EDIT_MATERIALS = "edit_materials"
    EDIT_SUMMARY = "edit_summary"
    SEE_REGISTRATIONS = "see_registrations"
    SEE_HISTORY = "see_history"
    EDIT_TEAM = "edit_team"
    KEEP_RECORDS = "keep_records"  # people across events: one record of two; a whole edition held again
    COMMENT = "comment"
    EDIT_OWN_PART = "edit_own_part"
    SIGN_OFF = "sign_off"
    JOIN = "join"


A = Action
_DESK = frozenset({A.SEE_PUBLIC, A.SEE_DRAFT, A.SEE_HISTORY, A.COMMENT})

ALLOWED: Mapping[Role, frozenset[Action]] = {
    Role.LEAD: frozenset(A) - {A.SIGN_OFF},
    Role.PRODUCER: _DESK
    | {A.EDIT_AGENDA, A.EDIT_PEOPLE, A.EDIT_MATERIALS, A.SEE_REGISTRATIONS, A.EDIT_OWN_PART, A.JOIN},
    Role.CO_ORGANISER: _DESK | {A.EDIT_OWN_PART, A.SIGN_OFF, A.SEE_REGISTRATIONS, A.JOIN},
    Role.PARTNER: frozenset({A.SEE_PUBLIC, A.SEE_DRAFT, A.COMMENT, A.EDIT_OWN_PART, A.SIGN_OFF, A.JOIN}),
    Role.SUPPORTER: frozenset({A.SEE_PUBLIC, A.SEE_DRAFT, A.EDIT_OWN_PART, A.SIGN_OFF}),
    Role.SPEAKER: frozenset({A.SEE_PUBLIC, A.EDIT_OWN_PART, A.JOIN}),
    Role.ATTENDEE: frozenset({A.SEE_PUBLIC, A.EDIT_OWN_PART, A.JOIN}),
    Role.STRANGER: frozenset({A.SEE_PUBLIC}),
}

ORGANISING: frozenset[str] = frozenset({Role.LEAD, Role.CO_ORGANISER})
"""What an organisation is that invites; partners and supporters are named beside it."""
TEAM_ROLES = (Role.LEAD, Role.CO_ORGANISER, Role.PRODUCER)


def may(role: Role, action: Action) -> bool:
    """Whether somebody who is `role` to an event may do `action` with it."""
    return action in ALLOWED[role]


def roles_that_may(action: Action) -> tuple[Role, ...]:
    """Return which roles of the team may do `action`."""
    return tuple(role for role in TEAM_ROLES if may(role, action))
