from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.clocks import zones
from app.domain.poll import PollAnswer
from app.extensions import db, limiter
from app.models import HourPoll, HourPollPerson
from app.services.finder import poll_links, polls
from app.web import access, reader
from app.web.finder.blueprint import blueprint
from app.web.finder.forms import PollAnswerForm, answer_field
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page
from app.wording.when import ClockReading, clock_reading, when_of


@blueprint.route("/poll/<token>", methods=["GET", "POST"])
@access.public
@limiter.limit("60 per minute")
def answer_poll(token: str) -> Response | Page:
    """One person's own page: the starts by the own clock, and three answers to each."""
    person = poll_links.by_link(token)
    clocks = _clocks(person)
    form = _form_of(person.poll, clocks)()
    if not form.is_submitted():
        _fill(form, person)
    if form.validate_on_submit() and person.poll.closed_at is None:
        answers = {start.id: PollAnswer(form[f"start_{start.id}"].data) for start in person.poll.starts}
        with refusals_flashed():
            polls.answer(person, answers=answers, comment=form.comment.data or "", now=now())
            db.session.commit()
            flash(_("Thank you. The organisers have your answers; you can change them here."), "success")
        return redirect(url_for("finder.answer_poll", token=token), 303)
    event, closed = person.poll.event, person.poll.closed_at is not None
    late = closed and form.is_submitted()
    return render_template(
        "finder/answer.html",
        person=person,
        poll=person.poll,
        event=event,
        form=form,
        clocks=clocks,
        token=token,
        fixed=when_of(event, _zone(person)) if closed else None,
    ), 409 if late else 422 if form.errors else 200


def _form_of(poll: HourPoll, clocks: dict[int, ClockReading]) -> type[PollAnswerForm]:
    """A form with a field for each start."""
    fields = {
        f"start_{start.id}": answer_field(f"{clocks[start.id].date_text}, {clocks[start.id].time_text}")
        for start in poll.starts
    }
    return type("AnswersForm", (PollAnswerForm,), fields)


def _fill(form: PollAnswerForm, person: HourPollPerson) -> None:
    form.comment.data = person.comment
    for one in person.answers:
        form[f"start_{one.start_id}"].data = one.answer.value


def _clocks(person: HourPollPerson) -> dict[int, ClockReading]:
    zone = _zone(person)
    return {
        start.id: clock_reading(start.starts_at, start.ends_at, zone, zone) for start in person.poll.starts
    }


def _zone(person: HourPollPerson) -> str:
    """Where the person is: as the browser says, else as the organisers know, else the question's place."""
    known = person.zone if person.zone in zones.available_names() else None
    return reader.zone_name() or known or person.poll.zone
