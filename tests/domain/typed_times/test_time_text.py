"""Sentences that people paste, and what is understood of them (row T3)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.typed_times.labels import QUESTIONS
from tests.support.typed_times import MAY_2, read


def clock(text):
    return time.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "day", "start", "end", "letters"),
    [
        ("10:00 EST", None, "10:00", None, "EST"),
        ("3pm CET", None, "15:00", None, "CET"),
        ("14h30 BST", None, "14:30", None, "BST"),
        ("2 May 2023 10:00-11:30 EST", MAY_2, "10:00", "11:30", "EST"),
        ("Tuesday, May 2, 2023, 10:00 AM – 11:30 AM (EST)", MAY_2, "10:00", "11:30", "EST"),
        ("2.5.2023 10.00 Uhr MESZ", MAY_2, "10:00", None, "MESZ"),
        ("Dienstag, 2. Mai 2023, 10 Uhr bis 11.30 Uhr MESZ", MAY_2, "10:00", "11:30", "MESZ"),
        ("mardi 2 mai 2023 de 10h à 11h30 CEST", MAY_2, "10:00", "11:30", "CEST"),
        ("1er mai 2023, 16 h 30", date(2023, 5, 1), "16:30", None, None),
        ("martes 2 de mayo de 2023, 10:00 a 11:30", MAY_2, "10:00", "11:30", None),
        ("terça-feira, 2 de maio de 2023, das 10h às 11h30 BRT", MAY_2, "10:00", "11:30", "BRT"),
        ("martedì 2 maggio 2023 ore 10.00 CEST", MAY_2, "10:00", None, "CEST"),
        ("2 мая 2023 10:00 MSK", MAY_2, "10:00", None, "MSK"),
        ("٢ مايو ٢٠٢٣ ١٠:٠٠", MAY_2, "10:00", None, None),
        ("2023年5月2日 10時30分 JST", MAY_2, "10:30", None, "JST"),
        ("May 2nd, 2023 at 3:30 p.m. E.D.T.", MAY_2, "15:30", None, "EDT"),
        ("2023-05-02 10:00", MAY_2, "10:00", None, None),
        ("2023/05/02 10:00 UTC", MAY_2, "10:00", None, "UTC"),
        ("13/04/2023 15:00-16:00 IST", date(2023, 4, 13), "15:00", "16:00", "IST"),
        ("4/13/2023 9am PT", date(2023, 4, 13), "09:00", None, "PT"),
        ("1000-1130 EST, 2 May 2023", MAY_2, "10:00", "11:30", "EST"),
        ("1430 GMT", None, "14:30", None, "GMT"),
        ("14:00 hrs CAT", None, "14:00", None, "CAT"),
        ("11-1pm ET", None, "11:00", "13:00", "ET"),
        ("10am-1 PDT", None, "10:00", "13:00", "PDT"),
        ("9.30am-11am BST", None, "09:30", "11:00", "BST"),
        ("from 10 to 11:30 am CEST", None, "10:00", "11:30", "CEST"),
        ("12:30 am EST", None, "00:30", None, "EST"),
        ("12 pm EST", None, "12:00", None, "EST"),
        ("noon EST", None, "12:00", None, "EST"),
        ("10:00 est", None, "10:00", None, "EST"),
        ("10:00 Eastern", None, "10:00", None, "ET"),
        ("10:00 AM Eastern Time (US & Canada)", None, "10:00", None, "ET"),
        ("15:00 Central European Summer Time", None, "15:00", None, "CEST"),
        ("EST 10:00", None, "10:00", None, "EST"),
        ("10:00 XYZT", None, "10:00", None, "XYZT"),
        ("Come on 2 May 2023", MAY_2, None, None, None),
        ("2 May 2023 10:00 AM EDT to 11:30 AM EDT", MAY_2, "10:00", "11:30", "EDT"),
        ("2 May 2023 10:00 CEST – 11:30 CEST", MAY_2, "10:00", "11:30", "CEST"),
        ("2 May 2023 10:00 CEST – 11:30", MAY_2, "10:00", "11:30", "CEST"),
        ("2 May 2023 10:00 - 2 May 2023 11:30 CEST", MAY_2, "10:00", "11:30", "CEST"),
        ("Tue 2 May 2023, 10:00 AM – Tue 2 May 2023, 11:30 AM EDT", MAY_2, "10:00", "11:30", "EDT"),
        ("10:00 AM, 2 May 2023 - 11:30 AM, 2 May 2023 (EDT)", MAY_2, "10:00", "11:30", "EDT"),
        ("2023-05-02 10:00 bis 2023-05-02 11:30 MESZ", MAY_2, "10:00", "11:30", "MESZ"),
        ("2 May 2023 2p-3:30p ET", MAY_2, "14:00", "15:30", "ET"),
        ("2 May 2023 11a-1p ET", MAY_2, "11:00", "13:00", "ET"),
        ("2 May 2023 9a ET", MAY_2, "09:00", None, "ET"),
        ("2 May 2023 12:00 noon EST", MAY_2, "12:00", None, "EST"),
        ("2 May 2023 12:00 pm (noon) EST", MAY_2, "12:00", None, "EST"),
        ("2 May 2023 00:00 midnight EST", MAY_2, "00:00", None, "EST"),
        ("2 May 2023 10:00 -11:30 EST", MAY_2, "10:00", "11:30", "EST"),
    ],
)
def test_what_is_understood(text, day, start, end, letters):
    typed = read(text)
    assert (typed.date, typed.start, typed.end, typed.letters) == (day, clock(start), clock(end), letters)
    assert typed.questions == ()
    assert not typed.ends_next_day
    assert typed.offset in {None, timedelta()}


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Wednesday 2 May 2023 10:00", ("weekday-differs",)),
        ("2 May 10:00", ("year-assumed",)),
        ("2-3 May 2023 10:00", ("several-days",)),
        ("3:00-4:30 EST", ("half-of-day",)),
        ("midnight, 2 May 2023", ("midnight",)),
        ("2 May 2023 12:00 midnight", ("midnight",)),
        ("2 May 2023 12 am midnight EST", ("midnight",)),
        ("2023-05-02 18:00 -03:00", ("end-or-offset",)),
        ("2 May 2023 10:00-11:30 and 3 May 2023 10:00-11:30", ("several-times",)),
        ("02:30 CEST - 02:30 CET", ("several-times",)),
        ("10:00 EST / 16:00 CET", ("several-times",)),
        ("10:00 EST (UTC-4)", ("label-inconsistent",)),
        ("Fri 3:00", ("year-assumed", "half-of-day")),
        ("Wed 02/05/2023 10:00", ("weekday-differs", "date-order")),
    ],
)
def test_what_has_to_be_asked(text, questions):
    assert read(text).questions == questions
    assert set(questions) <= QUESTIONS.keys()


def test_what_is_not_understood_is_given_back():
    assert read("Launch of the report: 2 May 2023 at 10:00 EST").rest == "Launch report"
    assert read("25:00 EST").start is None
    assert read("31 February 2023").dates == ()
    assert read("10:60").start is None


@pytest.mark.parametrize(
    "text", ["", "   ", "nonsense", "EST", "2023", "(", "-", "🙂" * 600, "1" * 5000, "\0\x0b", "٠"]
)
def test_nothing_is_made_of_nothing(text):
    typed = read(text)
    assert (typed.date, typed.start, typed.end) == (None, None, None)


words = (
    "2",
    "31",
    "May",
    "mar",
    "10:00",
    "10",
    "00",
    "-",
    "–",
    "EST",
    "(",
    ")",
    "am",
    "pm",
    "h",
    "Uhr",
    "2023",
)
signs = (
    "/",
    ".",
    ",",
    ":",
    " ",
    "\n",
    "T",
    "UTC",
    "+5",
    "to",
    "in",
    "Paris",
    "time",
    "Tuesday",
    "年",
    "٣",
    "24:00",
)
pieces = st.sampled_from((*words, *signs, "90 min"))


@settings(deadline=None, max_examples=500)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces).map("".join)
    )
)
def test_no_text_breaks_the_reader(text):
    typed = read(text)
    assert set(typed.questions) <= QUESTIONS.keys()
    assert (typed.date is None) == (len(typed.dates) != 1)
    assert len(typed.dates) == len(set(typed.dates)) <= 2
    assert typed.end is None or (typed.start is not None and 0 < typed.minutes <= 1440 * 2)
    assert ("date-order" in typed.questions) == (len(typed.dates) == 2)


formats = st.sampled_from(
    [
        "%d %B %Y %H:%M",
        "%B %d, %Y %I:%M %p",
        "%Y-%m-%d %H:%M",
        "%d.%m.%Y %H.%M Uhr",
        "%a %d %b %Y, %Hh%M",
        "%H:%M, %d %b %Y",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2099-12-31")), formats)
def test_what_was_written_is_read_back(moment, form):
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    typed = read(moment.strftime(form))
    assert (typed.date, typed.start) == (moment.date(), moment.time())
