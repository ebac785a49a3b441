"""The steps of an event's life, each with a page that says what will happen and to how many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import EVENT, EventState
from app.domain.publishing_rules import HOLDS_BACK
from app.extensions import db
from app.models import Event
from app.services.scheduling import publishing, publishing_checks
from app.web import access
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import ReasonForm


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step: where it leads, the words around it, and whether a reason is told to people."""

    leads_to: EventState
    title: str
    text: str
    verb: str
    done: str
    act: Callable[..., None]
    asks_reason: bool = False
    danger: bool = False


STEPS = {
    "publish": LifeStep(
        EventState.PUBLISHED,
        _l("Publish this event?"),
        _l("Everyone can see the page and register. You can still change everything."),
        _l("Publish"),
        _l("The event is public."),
        publishing.publish,
    ),
    "unpublish": LifeStep(
        EventState.DRAFT,
        _l("Take it back to draft?"),
        _l("The page disappears until you publish again. Registrations are kept; nobody is told."),
        _l("Take back to draft"),
        _l("The event is a draft again."),
        publishing.unpublish,
        danger=True,
    ),
    "postpone": LifeStep(
        EventState.POSTPONED,
        _l("Postpone without a new hour?"),
        _l("The page says that the hour no longer holds. Set a new one when you know it."),
        _l("Postpone"),
        _l("The event is postponed."),
        publishing.postpone,
        asks_reason=True,
        danger=True,
    ),
    "cancel": LifeStep(
        EventState.CANCELLED,
        _l("Cancel this event for good?"),
        _l("The page stays and explains. This cannot be undone."),
        _l("Cancel the event"),
        _l("The event is cancelled."),
        publishing.cancel,
        asks_reason=True,
        danger=True,
    ),
    "held": LifeStep(
        EventState.HELD,
        _l("Did it take place?"),
        _l("The page becomes the record: recording, presentations and summary go there."),
        _l("Yes, it was held"),
        _l("The event is marked as held. Post the recording and the summary next."),
        publishing.mark_held,
    ),
    "archive": LifeStep(
        EventState.ARCHIVED,
        _l("Close the record?"),
        _l("The page says that the record is complete. Corrections stay possible, with their date."),
        _l("Close the record"),
        _l("The record is closed."),
        publishing.archive,
    ),
}


@blueprint.route(
    "/events/<slug>/<any(publish, unpublish, postpone, cancel, held, archive):name>", methods=["GET", "POST"]
)
def life_step(slug: str, name: str) -> Response | Page:
    event = access.load_event(slug, Action.PUBLISH)
    step = STEPS[name]
    if event.state is step.leads_to:
        return redirect(url_for("scheduling.overview", slug=event.slug), 303)  # a second click finds it done
    if step.leads_to not in EVENT[event.state]:
        abort(409)
    form = ReasonForm()
    found = publishing_checks.findings(event) if name == "publish" else []
    problems = [one for one in found if one.level in HOLDS_BACK]
    if form.validate_on_submit():
        with refusals_at(form):
            _take(step, event, form.reason.data or "")
            db.session.commit()
            flash(step.done, "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
        if isinstance(form.refusal, publishing.NotReady):
            problems, form.form_errors = form.refusal.problems, []  # the list says more
            _ask_why(form, problems)
    return desk_page(
        "scheduling/life_step.html",
        event,
        step=step,
        form=form,
        problems=problems,
        remarks=[one for one in found if one.level not in HOLDS_BACK],
        only_unsigned=bool(problems) and all(one.can_be_overridden for one in problems),
    )


def _ask_why(form: ReasonForm, problems: Sequence[publishing_checks.RuleFinding]) -> None:
    """Mark the reason that was asked for and left empty; who was not asked yet has left nothing out."""
    asked = form.reason.raw_data and all(one.can_be_overridden for one in problems)
    if asked and not form.reason.data:
        form.reason.errors = [_("Say why in a sentence: it stays in the history.")]


def _take(step: LifeStep, event: Event, reason: str) -> None:
    if step.leads_to is EventState.PUBLISHED:
        publishing.publish(event, unsigned_because=reason, actor=access.actor(), now=now())
    elif step.asks_reason:
        step.act(event, reason=reason, actor=access.actor(), now=now())
    else:
        step.act(event, actor=access.actor(), now=now())
