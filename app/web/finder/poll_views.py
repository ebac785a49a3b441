from datetime import datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.poll import ANSWER_WORDS, PollAnswer
from app.extensions import db
from app.models import Event, HourPoll
from app.services.finder import people as finder_people
from app.services.finder import poll_links, polls, searches
from app.web import access
from app.web.finder.blueprint import blueprint
from app.web.finder.forms import AskForm
from app.web.finder.starts import StartView, chosen, instant_of, stamp_of, start_view
from app.web.forms.base import Form
from app.web.forms.fields import choices_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.wording.when import clock_reading

BASE = "/desk/events/<slug>/fair-hours"
MARKED_AT_FIRST = 4
TONES = {PollAnswer.YES: "good", PollAnswer.IF_NEED_BE: "warn", PollAnswer.NO: "bad"}


@blueprint.route(f"{BASE}/ask", methods=["GET", "POST"])
def ask(slug: str) -> Response | Page:
    """Choose the starts and ask."""
    event = access.load_event(slug, Action.SCHEDULE)
    present = polls.current(event)
    if present is not None and present.closed_at is None:
        flash(_("The people are being asked already. Close this question before you ask another."), "info")
        return redirect(url_for("finder.poll", slug=slug), 303)
    form = AskForm()
    answer = searches.ask_finder(event, now=now(), count=8)
    offered = _offered(answer, request.args.get("at"))
    form.starts.choices = choices_of((one.stamp, f"{one.day}, {one.times} ({one.place})") for one in offered)
    if form.validate_on_submit():
        with refusals_at(form):
            poll = _ask(event, answer, form)
            count = sum(1 for person in poll.people if person.email)
            db.session.commit()
            flash(
                ngettext("One person is asked by mail.", "%(num)s people are asked by mail.", count),
                "success",
            )
            return redirect(url_for("finder.poll", slug=slug), 303)
    elif not form.is_submitted():
        form.starts.data = [one.stamp for one in offered][:MARKED_AT_FIRST]
    people = [
        one for one in finder_people.lines_of(event) if one.person and one.need != finder_people.NOT_ASKED
    ]
    return desk_page(
        "finder/ask.html",
        event,
        form=form,
        notes={one.stamp: _cost(one) for one in offered},
        with_mail=[line.name for line in people if line.person and line.person.email],
        without_mail=[line.name for line in people if line.person and not line.person.email],
    )


def _ask(event: Event, answer: searches.SearchOutcome, form: AskForm) -> HourPoll:
    return polls.ask(
        event,
        lines=[line for line in answer.lines if line.need != finder_people.NOT_ASKED],
        starts=_starts(form.starts.data or []),
        minutes=answer.search.minutes,
        zone=answer.search.zone,
        note=form.note.data or "",
        actor=access.actor(),
        now=now(),
    )


@blueprint.get(f"{BASE}/poll")
def poll(slug: str) -> Response | Page:
    """Everybody's answers, and one click to fix the hour."""
    event = access.load_event(slug, Action.SCHEDULE)
    found = polls.current(event)
    if found is None:
        return redirect(url_for("finder.ask", slug=slug), 303)
    return desk_page(
        "finder/poll.html",
        event,
        poll=found,
        columns=_columns(found),
        rows=_rows(found),
        answered=polls.answered(found),
        can_be_reminded=len(polls.silent(found)),
        form=Form(),
    )


@blueprint.post(f"{BASE}/poll/remind")
def remind(slug: str) -> Response:
    event, found = _load(slug)
    if found is not None:
        count = polls.remind(found, now=now())
        db.session.commit()
        if count:
            flash(
                ngettext("One reminder is on its way.", "%(num)s reminders are on their way.", count),
                "success",
            )
        else:
            flash(_("Everybody who can be reminded has had a reminder today, or has answered."), "info")
    return redirect(url_for("finder.poll", slug=event.slug), 303)


@blueprint.post(f"{BASE}/poll/close")
def close_poll(slug: str) -> Response:
    event, found = _load(slug)
    if found is not None:
        polls.close(found, now=now())
        db.session.commit()
        flash(_("The question is closed."), "success")
    return redirect(url_for("finder.poll", slug=event.slug), 303)


def _load(slug: str) -> tuple[Event, HourPoll | None]:
    event = access.load_event(slug, Action.SCHEDULE)
    return event, polls.current(event)


def _offered(answer: searches.SearchOutcome, at: str | None) -> list[StartView]:
    """The start that was looked at, the really different ones, then the best."""
    found = answer.found
    if found is None:
        return []
    picked = [option] if at and (option := chosen(found, at)) else []
    different = [one.option for one in found.hours]
    best = [one.option for one in (*found.ranked, *found.near_misses)]
    options = {one.start: one for one in (*picked, *different, *best)}
    return [start_view(found, one) for one in list(options.values())[:12]]


def _cost(start: StartView) -> str:
    """Say beside a start what it asks of people."""
    total: str = _("All points: %(points)s.", points=start.total)
    return f"{total} {_('%(name)s pays most.', name=start.worst)}" if start.worst else total


def _starts(stamps: list[str]) -> list[datetime]:
    return [instant for stamp in stamps if (instant := instant_of(stamp)) is not None]


def _columns(found: HourPoll) -> list[dict[str, Any]]:
    """The starts with what was said, and which of them nobody rules out most gladly."""
    counted = polls.tallies(found)
    best = min((tally.order for tally in counted.values()), default=None)
    return [
        {
            "clock": clock_reading(start.starts_at, start.ends_at, found.zone, found.zone),
            "stamp": stamp_of(start.starts_at),
            "tally": counted[start.id],
            "is_best": counted[start.id].order == best and counted[start.id].yes > 0,
        }
        for start in found.starts
    ]


def _rows(found: HourPoll) -> list[dict[str, Any]]:
    rows = []
    for person in found.people:
        said = {one.start_id: one.answer for one in person.answers}
        answers = [said.get(start.id) for start in found.starts]
        rows.append(
            {
                "person": person,
                "answers": [(ANSWER_WORDS[one], TONES[one]) if one else None for one in answers],
                "link": None if person.email else poll_links.url(person),
            }
        )
    return rows
