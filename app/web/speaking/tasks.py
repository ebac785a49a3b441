"""What is left to do for somebody who takes part, one line each."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.domain.lifecycle import ParticipationState
from app.services import profiles
from app.services.speaker_links import Opened

TAKES_PART = frozenset({ParticipationState.ACCEPTED, ParticipationState.TENTATIVE, ParticipationState.SPOKE})


@dataclass(frozen=True, slots=True)
class Task:
    """One part of a speaker's desk; `tone` is the status component's."""

    title: str
    text: str
    word: str
    tone: str
    verb: str
    href: str


def tasks_of(found: Opened, token: str) -> list[Task]:
    """Return the parts of the desk that concern this person now; none before they have said yes."""
    if found.link.participation.state not in TAKES_PART:
        return []
    return [_profile(found, token)]


def _profile(found: Opened, token: str) -> Task:
    missing = profiles.missing(found.link)
    done = len(profiles.STEPS) - len(missing)
    return Task(
        title=_("Your profile"),
        text=_("Name as printed, affiliations, a few sentences, a photo, and what you need."),
        word=_("Complete") if not missing else _("%(done)s of %(all)s", done=done, all=len(profiles.STEPS)),
        tone="good" if not missing else "warn",
        verb=_("Look at it") if not missing else _("Go on") if done else _("Begin"),
        href=url_for("speaking.profile", token=token),
    )
