"""Read date, times and zone label in a pasted sentence such as "2 May 2023 10:00-11:30 EST" (row T3)."""

import datetime as dt
import re
from dataclasses import dataclass

from app.domain.typed_times.clock_text import NO_TIMES, read_times
from app.domain.typed_times.date_text import read_date
from app.domain.typed_times.label_text import read_label
from app.domain.typed_times.spelling import one_spelling
from app.domain.words import N_

# What a person must be asked before the reading can be used.
QUESTIONS = {
    "date-order": N_("Day and month can be read either way. Which date is meant?"),
    "weekday-differs": N_("The weekday does not belong to this date. Which of them is right?"),
    "year-assumed": N_("The date was not given in full; this is the next one. Is it right?"),
    "several-days": N_("Several days were given; this is the first."),
    "half-of-day": N_("Is this hour in the morning or in the afternoon?"),
    "midnight": N_("Midnight at the start or at the end of that day?"),
    "several-times": N_("Several times were given; this is the first."),
    "label-inconsistent": N_(
        "The letters and the number of hours do not belong together. Which of them is meant?"
    ),
}

SMALL_WORDS = frozenset(
    {"a", "am", "at", "de", "el", "for", "from", "le", "of", "on", "the", "um", "vom", "von", "à"}
)


@dataclass(frozen=True, slots=True)
class TypedTime:
    """What was understood; None where nothing was.

    `dates` has both readings of an ambiguous date, whose `date` stays None. `ends_next_day`: the end is after
    midnight. `letters` is the label as typed ("EST", "MESZ", "UTC-4"), `offset` the hours stated, `zone`
    a place that was named ("New York time"). `questions` are keys of QUESTIONS; `rest` was not understood.
    """

    date: dt.date | None
    dates: tuple[dt.date, ...]
    start: dt.time | None
    end: dt.time | None
    ends_next_day: bool
    letters: str | None
    offset: dt.timedelta | None
    zone: str | None
    questions: tuple[str, ...]
    rest: str

    @property
    def minutes(self) -> int | None:
        """The length by the clock; None without an end."""
        if self.start is None or self.end is None:
            return None
        hours, minutes = self.end.hour - self.start.hour, self.end.minute - self.start.minute
        return hours * 60 + minutes + 1440 * self.ends_next_day


def read_time_text(text: str, *, today: dt.date) -> TypedTime:
    """Understand as much of `text` as can be; `today` gives a missing year. Raises nothing."""
    dated = read_date(one_spelling(text[:500]), today)
    times = read_times(dated.rest)
    label = read_label(times.before, times.after)
    several = ("several-times",) if read_times(label.after) != NO_TIMES._replace(before=label.after) else ()
    questions = (*dated.questions, *times.questions, *label.questions, *several)
    rest = re.sub(r"[^\w\s:+.-]|(?<!\w)[.:+-]+|[.:+-]+(?!\w)", " ", f"{label.before} {label.after}")
    return TypedTime(
        date=dated.dates[0] if len(dated.dates) == 1 else None,
        dates=dated.dates,
        start=times.start,
        end=times.end,
        ends_next_day=times.ends_next_day,
        letters=label.letters,
        offset=label.offset,
        zone=label.zone,
        questions=tuple(dict.fromkeys(questions)),
        rest=" ".join(word for word in rest.split() if word.casefold() not in SMALL_WORDS),
    )
