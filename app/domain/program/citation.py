"""How an event is cited: who, when, what, where it is kept (row M8)."""

from collections.abc import Sequence
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list


def citation(
    *,
    organisers: Sequence[str],
    title: str,
    kind: str,
    day: date | None,
    forum: str,
    address: str,
    locale: Locale | str,
) -> str:
    """Return one line that stands in a list of references.

    `kind` says in the reader's language what it is ("Virtual side event"), `day` is the host's date, `forum`
    may be "". Example: "Diesis Network and RIPESS (2023). Title [Virtual side event, 2 May 2023]. STI Forum.
    https://..." Without organisers the title leads, as style guides ask for works nobody signs.
    """
    locale = Locale.parse(locale) if isinstance(locale, str) else locale
    year = f"({day.year})" if day else ""
    about = f"[{kind}, {format_date(day, 'long', locale=locale)}]" if day else f"[{kind}]"
    who = format_list(list(organisers), "standard", locale) if organisers else ""
    sentences = (
        [f"{who} {year}".strip(), f"{_ended(title)} {about}"]
        if who
        else [f"{_ended(title)} {year}".strip(), about]
    )
    parts = [_stopped(sentence) for sentence in [*sentences, forum] if sentence]
    return " ".join([*parts, address])


def _ended(text: str) -> str:
    return text.rstrip(". ")


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
