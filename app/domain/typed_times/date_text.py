"""Find the date in a pasted sentence: ISO, numeric, or with the name of the month in eight languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from app.domain.people.names import name_key

DATE_LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "ru", "ar")


@dataclass(frozen=True, slots=True)
class DateText:
    """`dates` holds every reading: none, one, or two where day and month may be swapped; `rest` has no date.

    `questions` are codes: "date-order", "weekday-differs", "year-assumed", "several-days".
    """

    dates: tuple[date, ...]
    questions: tuple[str, ...]
    rest: str


_DAY = r"(?<![\d:.,h])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)(?!\d)"
_NAME = r"(?P<month>[^\W\d_]{3,}?)\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_EASTERN = re.compile(
    r"(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
)
_DAY_NAME = re.compile(
    rf"(?:(?<![\d:.])(?P<first>\d{{1,2}}){_ORDINAL}\s?(?:-|to|and|&)\s?)?{_DAY}{_ORDINAL}\s?(?:(?:of|de|do|del)\s)?"
    rf"{_NAME}(?![^\W\d_])(?:,?\s?(?:(?:de|do|del)\s)?{_YEAR})?",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"(?<![^\W\d_]){_NAME}\s?(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:h]|\.\d|\s?[ap]m\b)"
    rf"(?:\s?(?:-|to|and|&)\s?(?P<last>\d{{1,2}}){_ORDINAL}(?![\d:.h]|\s?[ap]m\b))?(?:,?\s?{_YEAR})?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d:])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?!\d)"
)
_NO_YEAR = re.compile(
    r"(?<![\d:/.])(?P<one>\d{1,2})(?:(?P<mark>/)(?P<two>\d{1,2})(?![/\d])|\.(?P<month>\d{1,2})\.(?!\d))"
)
_WORD = re.compile(r"[^\W\d_]+")


def read_date(text: str, today: date) -> DateText:
    """Read the first date in `text`; a missing year is the next time that date comes, seen from `today`."""
    weekday, text = _take_weekday(text)
    for reader in (_iso, _eastern, _day_and_name, _numeric, _numeric_without_year):
        for found, parts, questions in reader(text):
            dates = [made for year, month, day in parts for made in _dates(year, month, day, weekday, today)]
            if dates:
                rest = f"{text[: found.start()]} | {text[found.end() :]}"
                return _settle(tuple(dict.fromkeys(dates)), weekday, questions, rest)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        return DateText((today + timedelta(days=ahead),), ("year-assumed",), text)
    return DateText((), (), text)


_Parts = list[tuple[int | None, int, int]]
_Found = Iterator[tuple[re.Match[str], _Parts, tuple[str, ...]]]


def _settle(dates: tuple[date, ...], weekday: int | None, questions: tuple[str, ...], rest: str) -> DateText:
    """Let the weekday choose between two readings; ask where it fits none."""
    fitting = tuple(day for day in dates if weekday is None or day.weekday() == weekday)
    asked = questions + (("weekday-differs",) if not fitting else ())
    dates = fitting or dates
    return DateText(dates, asked + (("date-order",) if len(dates) > 1 else ()), rest)


def _dates(year: int | None, month: int, day: int, weekday: int | None, today: date) -> list[date]:
    years = [year] if year else range(today.year, today.year + 9)
    made = [real for each in years if (real := _real_date(each, month, day)) and (year or real >= today)]
    if not year and weekday is not None:
        made = [real for real in made[:3] if real.weekday() == weekday] or made
    return made[:1]


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> _Found:
    for found in _ISO.finditer(text):
        yield found, [(int(found["year"]), int(found["month"]), int(found["day"]))], ()


def _eastern(text: str) -> _Found:
    for found in _EASTERN.finditer(text):
        yield found, [(_year(found), int(found["month"]), int(found["day"]))], _assumed(found)


def _day_and_name(text: str) -> _Found:
    for pattern in (_DAY_NAME, _NAME_DAY):
        for found in pattern.finditer(text):
            month = _months().get(name_key(found["month"]))
            if month:
                several = (
                    ("several-days",) if any((found.groupdict().get(k)) for k in ("first", "last")) else ()
                )
                day = found.groupdict().get("first") or found["day"]
                yield found, [(_year(found), month, int(day))], several + _assumed(found)


def _numeric(text: str) -> _Found:
    """With dots the day comes first; with strokes and hyphens half of the world puts the month first."""
    for found in _NUMERIC.finditer(text):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        readings: _Parts = [(year, two, one), (year, one, two)]
        yield found, readings[: 1 if found["mark"] == "." else 2], ()


def _numeric_without_year(text: str) -> _Found:
    for found in _NO_YEAR.finditer(text):
        one, two = int(found["one"]), int(found["two"] or found["month"])
        readings: _Parts = [(None, two, one), (None, one, two)]
        yield found, readings[: 2 if found["mark"] else 1], ("year-assumed",)


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _assumed(found: re.Match[str]) -> tuple[str, ...]:
    return () if found["year"] else ("year-assumed",)


def _take_weekday(text: str) -> tuple[int | None, str]:
    """The weekday named in `text`, if any, and the text without it."""
    for found in _WORD.finditer(text):
        weekday = _weekdays().get(name_key(found[0]))
        if weekday is not None and not _is_month_here(text, found):
            return weekday, f"{text[: found.start()]} {text[found.end() :].lstrip(' .,')}"
    return None, text


def _is_month_here(text: str, found: re.Match[str]) -> bool:
    """Tell March from the Spanish Tuesday: "mar" is March behind a number or before a single day."""
    if name_key(found[0]) not in _months():
        return False
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip(" .")
    return before[-1:].isdigit() or bool(re.match(r"\d{1,2}(?![\d/.-]|\s?(?:de\s)?[^\W\d_]{3})", after))


@cache
def _months() -> dict[str, int]:
    return _names(lambda locale: locale.months["format"])


@cache
def _weekdays() -> dict[str, int]:
    return _names(lambda locale: locale.days["format"]) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def _names(of: Callable[[Locale], dict[str, dict[int, str]]]) -> dict[str, int]:
    """Long and short names, three letters at least: "Do." is a Thursday, but "do" is a word."""
    table: dict[str, int] = {}
    for language in reversed(DATE_LANGUAGES):
        names = of(Locale(language))
        for width in ("abbreviated", "wide"):
            table.update(
                {name_key(name): number for number, name in names[width].items() if len(name_key(name)) > 2}
            )
    return table
