"""Consents in words: what was asked, in short, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.files.licences import LICENCES
from app.domain.people.consent import NO, OWN_TERMS, YES, BlockReason, ConsentBlocker, ConsentKind
from app.models import Consent
from app.wording.dates import short_date

SHORT = {
    ConsentKind.RECORD: _l("Being recorded"),
    ConsentKind.PUBLISH_VIDEO: _l("Publishing the recording"),
    ConsentKind.PUBLISH_SLIDES: _l("Publishing the slides"),
    ConsentKind.LICENCE: _l("Licence"),
    ConsentKind.TRANSCRIPT: _l("Transcript by a machine"),
}

MEANS = {
    "CC-BY-4.0": _l("use it, also for money, and change it, if they name you"),
    "CC-BY-SA-4.0": _l("use and change it, if they name you and pass it on under the same terms"),
    "CC-BY-NC-4.0": _l("use and change it, but earn nothing by it, if they name you"),
    "CC-BY-NC-SA-4.0": _l("use and change it, earn nothing by it, name you, and keep to the same terms"),
    "CC-BY-NC-ND-4.0": _l("pass it on unchanged, earn nothing by it, if they name you"),
    "CC-BY-3.0-IGO": _l("use and change it, if they name you; the terms of bodies of several states"),
    "CC0-1.0": _l("do with it whatever they like, without naming you"),
    "all-rights-reserved": _l("only look at it; for anything else they have to ask you"),
}
"""What a licence lets others do, in plain words."""


def licence_text(code: str) -> str:
    """Return a licence by its name, and what others may do by it."""
    words = {"licence": _(LICENCES[code].name), "means": str(MEANS[code])}
    return _("%(licence)s: others may %(means)s", **words)


@dataclass(frozen=True, slots=True)
class ConsentInWords:
    """One answer in words; `tone` is the status component's, `day` None while nothing was said."""

    question: str
    answer: str
    tone: str
    day: str | None


def said(consents: Mapping[str, Consent]) -> list[ConsentInWords]:
    """Return the answers to all questions, in order, open ones among them."""
    return [_one(kind, consents.get(kind)) for kind in ConsentKind]


def _one(kind: ConsentKind, given: Consent | None) -> ConsentInWords:
    if given is None:
        return ConsentInWords(str(SHORT[kind]), _("Not answered"), "waiting", None)
    words = {YES: _("Yes"), NO: _("No")}
    if given.choice == OWN_TERMS:
        answer = _("Own terms: %(words)s", words=given.words)
    else:
        answer = words.get(given.choice) or _(LICENCES[given.choice].name)
    tone = "bad" if given.choice == NO else "good"
    return ConsentInWords(str(SHORT[kind]), answer, tone, str(short_date(given.at.date())))


def held_back(blocked: Mapping[int, Sequence[ConsentBlocker]]) -> dict[int, list[str]]:
    """Return material id -> a sentence for each reason why it may not be public; for organisers alone."""
    return {key: lines for key, found in blocked.items() if (lines := _reasons(found))}


def _reasons(found: Sequence[ConsentBlocker]) -> list[str]:
    no, silent = (
        ", ".join(one.name for one in found if one.why is why)
        for why in (BlockReason.REFUSED, BlockReason.SILENT)
    )
    lines = [_("Held back: %(names)s did not agree.", names=no)] if no else []
    return [*lines, _("Waits for an answer of %(names)s.", names=silent)] if silent else lines
