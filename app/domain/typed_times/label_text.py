"""Find what a sentence says about whose time it is: letters, a number of hours, or a place."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from app.domain.clocks.places import place_named
from app.domain.clocks.zone_letters import meanings, offset_in, tidy


class LabelText(NamedTuple):
    """The label as typed, its number of hours, a place that was named, and the text around it."""

    letters: str | None
    offset: timedelta | None
    zone: str | None
    before: str
    after: str
    questions: tuple[str, ...] = ()


_OFFSET = re.compile(
    r"\(?\b(?P<label>(?:UTC|GMT|UT)\s?[+-]\s?\d{1,2}(?::?\d\d)?)(?!\d)\)?|\(\s?(?P<bare>[+-]\d{1,2}(?::?\d\d)?)\s?\)",
)

# Names in words; those that leave no doubt about the place give it.
_PHRASES = tuple(
    (
        re.compile(rf"\b(?:north american |u\.?s\.? )?{pattern}(?: \((?:us|u\.s\.)[^)]*\))?", re.IGNORECASE),
        letters,
        zone,
    )
    for pattern, letters, zone in (
        ("central european summer time", "CEST", None),
        ("central european time", "CET", None),
        ("eastern european summer time", "EEST", None),
        ("eastern european time", "EET", None),
        ("western european summer time", "WEST", None),
        ("western european time", "WET", None),
        ("mitteleuropäische sommerzeit", "MESZ", None),
        ("mitteleuropäische zeit", "MEZ", None),
        ("australian eastern standard time", "AEST", None),
        ("australian eastern daylight(?: saving)? time", "AEDT", None),
        ("central africa(?:n)? time", "CAT", None),
        ("east(?:ern)? africa(?:n)? time", "EAT", None),
        ("west(?:ern)? africa(?:n)? time", "WAT", None),
        ("south africa(?:n)? standard time", "SAST", None),
        ("eastern standard time", "EST", None),
        ("eastern daylight(?: saving)? time", "EDT", None),
        ("eastern(?: time)?", "ET", None),
        ("heure de l'est", "ET", None),
        ("central standard time", "CST", "America/Chicago"),
        ("central daylight(?: saving)? time", "CDT", "America/Chicago"),
        ("central time", "CT", None),
        ("mountain standard time", "MST", None),
        ("mountain daylight(?: saving)? time", "MDT", None),
        ("mountain time", "MT", None),
        ("pacific standard time", "PST", "America/Los_Angeles"),
        ("pacific daylight(?: saving)? time", "PDT", None),
        ("pacific(?: time)?", "PT", None),
        ("atlantic standard time", "AST", "America/Halifax"),
        ("british summer time", "BST", "Europe/London"),
        ("greenwich mean time", "GMT", None),
        ("(?:co-?ordinated )?universal time", "UTC", None),
        ("india(?:n)? standard time", "IST", "Asia/Kolkata"),
        ("israel standard time", "IST", "Asia/Jerusalem"),
        ("irish standard time", "IST", "Europe/Dublin"),
        ("gulf standard time", "GST", "Asia/Dubai"),
        ("arabia(?:n)? standard time", "AST", "Asia/Riyadh"),
        ("china standard time", "CST", "Asia/Shanghai"),
        ("philippine(?:s)? standard time", "PST", "Asia/Manila"),
        ("japan standard time", "JST", None),
        ("new zealand standard time", "NZST", None),
    )
)

_AT_ONCE = re.compile(r"^[\s,|/]*(?P<open>[(\[]?)(?P<label>(?:[A-Za-z]\.){2,5}|[A-Za-z]{1,5})(?![\w'])[)\]]?")
_ANYWHERE = re.compile(r"[(\[]?(?<![\w'])(?P<label>[A-Z]{3,5}|ET|CT|MT|PT)(?![\w'])[)\]]?")
_WORDS = frozenset({"ART", "CAT", "EAT", "GET", "PET", "WAT", "WIT", "WEST"})  # also words of a headline

_NAME = r"[^\W\d_][\w.'’-]*"
_NAMES = rf"(?P<names>{_NAME}(?:\s{_NAME}){{0,2}})"
_CAPITAL = rf"(?P<names>(?=[^\W\d_a-z]){_NAME}(?:\s{_NAME}){{0,2}})"
_PLACES = (
    re.compile(rf"(?i:\b(?:heure|hora|ora)\s(?:de\s|di\s|da\s|do\s|d'))(?P<first>){_NAMES}"),
    re.compile(rf"{_NAMES}\s(?i:local\s)?(?i:time|zeit)\b"),
    re.compile(rf"\({_NAMES}\)"),
    re.compile(rf"\bin\s(?P<first>){_CAPITAL}"),
    re.compile(rf"^[\s,|]*(?P<first>){_CAPITAL}"),
)

_Found = tuple[str, str | None, re.Match[str]]


def read_label(before: str, after: str) -> LabelText:
    """Look behind the times first, then before them. Letters win over a place named beside them."""
    texts = [after, before]
    stated, _ = _take(_find_offset, texts)
    letters, zone = _take(_find_letters, texts)
    if zone is None:
        _, zone = _take(_find_place, texts)
    label = letters or stated
    offset = offset_in(stated or letters or "")
    fitting = {meaning.offset for meaning in meanings(letters or "")}
    wrong = bool(stated and fitting) and offset not in fitting
    return LabelText(label, offset, zone, texts[1], texts[0], ("label-inconsistent",) if wrong else ())


def _take(find: Callable[[str], _Found | None], texts: list[str]) -> tuple[str | None, str | None]:
    """What `find` finds in the first text that has it, which is then cut out there."""
    for place, text in enumerate(texts):
        found = find(text)
        if found:
            label, zone, match = found
            texts[place] = f"{text[: match.start()]} | {text[match.end() :]}"
            return label, zone
    return None, None


def _find_offset(text: str) -> _Found | None:
    for found in _OFFSET.finditer(text):
        label = "".join((found["label"] or found["bare"]).split())
        if offset_in(label) is not None:
            return label, None, found
    return None


def _find_letters(text: str) -> _Found | None:
    at_once = _AT_ONCE.match(text)
    if at_once and _are_letters(at_once, text[at_once.end() :]):
        label = tidy(at_once["label"])
        return label.upper() if label.islower() else label, None, at_once
    for pattern, letters, zone in _PHRASES:
        phrase = pattern.search(text)
        if phrase:
            return letters, zone, phrase
    for found in _ANYWHERE.finditer(text):
        if _known(found["label"]) and found["label"] not in _WORDS:
            return found["label"], None, found
    return None


def _are_letters(found: re.Match[str], rest: str) -> bool:
    """Tell a label from a word: capitals that are known or end in T; small letters only at the end."""
    label = tidy(found["label"])
    if label.upper() in {"AM", "PM"}:
        return False
    if label.isupper():
        like_letters = len(label) > 2 and label.endswith("T")
        return _known(label) or bool(
            like_letters or (found["open"] and len(label) > 1 and not place_named(label))
        )
    at_end = not rest.strip() or rest.lstrip()[0] in ",.;)|"
    return _known(label) and (label[-1].isupper() or (at_end and len(label) > 2))


def _known(label: str) -> bool:
    return bool(meanings(label)) or offset_in(label) is not None


def _find_place(text: str) -> _Found | None:
    for pattern in _PLACES:
        for found in pattern.finditer(text):
            words = found["names"].split()
            sizes = range(len(words), 0, -1)
            first = "first" in found.groupdict()
            for name in (" ".join(words[:size] if first else words[-size:]) for size in sizes):
                place = place_named(name) if len(name) > 2 else None
                if place:
                    return name, place.zone, found
    return None
