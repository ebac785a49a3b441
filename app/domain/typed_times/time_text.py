"""Read date, times and zone label in a pasted sentence such as "2 May 2023 10:00-11:30 EST" (row T3)."""

import datetime as dt
import re
from dataclasses import dataclass

from app.domain.typed_times.both_ends import Joined, join_ends
from app.domain.typed_times.clock_text import NO_TIMES, read_times
from app.domain.typed_times.date_text import DateText, read_date
from app.domain.typed_times.label_text import read_label
from app.domain.typed_times.named_zone import take_named_zone
from app.domain.typed_times.spelling import one_spelling
from app.domain.typed_times.stated_offsets import hide
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
    "end-or-offset": N_("The hour behind the minus sign was read as hours from UTC. Is it the end instead?"),
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
    named = take_named_zone(one_spelling(text[:500]))
    hidden = hide(named.text)
    dated = read_date(hidden.text, today)
    joined = join_ends(dated)
    times = read_times(joined.text)
    label = read_label(hidden.shown(times.before), hidden.shown(times.after))
    several = ("several-times",) if read_times(label.after) != NO_TIMES._replace(before=label.after) else ()
    questions = (*_of_date(dated, joined), *times.questions, *hidden.questions, *label.questions, *several)
    rest = re.sub(r"[^\w\s:+.-]|(?<!\w)[.:+-]+|[.:+-]+(?!\w)", " ", f"{label.before} {label.after}")
    return TypedTime(
        date=joined.dates[0] if len(joined.dates) == 1 else None,
        dates=joined.dates,
        start=times.start,
        end=times.end,
        ends_next_day=times.ends_next_day or joined.days == 1,
        letters=label.letters or named.letters,
        offset=label.offset,
        zone=named.zone or label.zone,
        questions=tuple(dict.fromkeys(questions)),
        rest=" ".join(word for word in rest.split() if word.casefold() not in SMALL_WORDS),
    )


def _of_date(dated: DateText, joined: Joined) -> tuple[str, ...]:
    """What has to be asked about the day: which comes first is settled where only one order makes a range."""
    settled = {"date-order"} if len(joined.dates) == 1 else set()
    return tuple(code for code in dated.questions if code not in settled)
