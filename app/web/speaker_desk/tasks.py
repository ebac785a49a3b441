"""What is left to do for somebody who takes part, one line each."""

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.lifecycle import COUNTED_ON, TAKING_PART
from app.domain.people.consent import ConsentKind
from app.queries import speaking
from app.services.speakers import consents, profiles, tech_checks
from app.services.speakers.links import Opened
from app.web.http.clock import now

TAKES_PART = TAKING_PART | COUNTED_ON


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
    tasks = [_profile(found, token), _consents(found, token), _slides(found, token)]
    check = _check(found, token)
    return [*tasks, check] if check else tasks


def _profile(found: Opened, token: str) -> Task:
    missing = profiles.missing(found.link)
    done = len(profiles.STEPS) - len(missing)
    return Task(
        title=_("Your profile"),
        text=_("Name as printed, affiliations, a few sentences, a photo, and what you need."),
        word=_("Complete") if not missing else _("%(done)s of %(all)s", done=done, all=len(profiles.STEPS)),
        tone="good" if not missing else "warn",
        verb=_("Look at it") if not missing else _("Go on") if done else _("Begin"),
        href=url_for("speaker_desk.profile", token=token),
    )


def _consents(found: Opened, token: str) -> Task:
    said, asked = len(consents.current(found.link)), len(ConsentKind)
    return Task(
        title=_("What you agree to"),
        text=_("Recording, publishing, slides, licence, transcript: each by itself, changed at any time."),
        word=_("Answered") if said == asked else _("%(done)s of %(all)s", done=said, all=asked),
        tone="good" if said == asked else "warn",
        verb=_("Change") if said else _("Answer"),
        href=url_for("speaker_desk.consents", token=token),
    )


def _slides(found: Opened, token: str) -> Task:
    handed_in = speaking.slides_of(found.link.participation)
    return Task(
        title=_("Your slides"),
        text=_("If you show any: hand them in, and replace them as often as you like."),
        word=_("Handed in") if handed_in else _("None"),
        tone="good" if handed_in else "neutral",
        verb=_("Look at them") if handed_in else _("Hand in"),
        href=url_for("speaker_desk.slides", token=token),
    )


def _check(found: Opened, token: str) -> Task | None:
    """Return the tech check where one is offered or booked."""
    mine = tech_checks.of(found.link.participation)
    if mine is None and not tech_checks.free(found.event, now=now()):
        return None
    words = {"good": _("All well"), "bad": _("Does not work yet")}
    tone = tech_checks.tone_of(mine) if mine else "warn"
    return Task(
        title=_("Tech check"),
        text=_("A few minutes before the day, to try out sound, camera and line."),
        word=words.get(tone, _("Booked") if mine else _("Not booked")),
        tone="info" if mine and tone == "warn" else tone,
        verb=_("Change") if mine else _("Book"),
        href=url_for("speaker_desk.tech_check", token=token),
    )


def answer_first(token: str) -> Response:
    """Lead back to the question that comes before everything else."""
    flash(_("First say whether you take part."), "info")
    return redirect(url_for("speaker_desk.desk", token=token), 303)
