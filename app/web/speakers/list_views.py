from collections import Counter
from collections.abc import Sequence

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import ANSWER_AWAITED, ParticipationState
from app.domain.people.names import name_key
from app.extensions import db
from app.models import Event, Participation
from app.queries.participants import participations_of
from app.services.speakers import people
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers import board
from app.web.speakers.around import around
from app.web.speakers.blueprint import blueprint
from app.web.speakers.panel import panel_of
from app.web.speakers.words import STATES

EDIT = Action.EDIT_PEOPLE
OWES, NEEDS = "owes", "needs"  # filters beside the states


@blueprint.get("", endpoint="people")
def people_page(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_DRAFT)
    people_here = participations_of(event.id)
    rows = board.rows_of(event, people_here, now=now())
    wanted, words = request.args.get("state", ""), request.args.get("q", "")[:100]
    return desk_page(
        "speakers/people.html",
        event,
        rows=_matching(rows, wanted, words),
        total=len(rows),
        filters=_filters(event, rows),
        to_invite=len(board.can_be_invited(people_here, rows)),
        to_remind=board.can_be_reminded(rows),
        wanted=wanted,
        words=words,
        is_filtered=bool(wanted or words),
        unanswered=ANSWER_AWAITED,
        around=around(event),
        panel=panel_of(people_here),
        form=Form(),
        may_edit=access.allows(event, EDIT),
        pressed=arranging.pressed(),
        tab_counts={"people": len(rows)},
    )


@blueprint.post("/arrange")
def arrange(slug: str) -> Response:
    """Move somebody by one place, or note that they agreed."""
    event = access.load_event(slug, EDIT)
    verb, key = arranging.command()
    participation = find(event, key)
    with refusals_flashed():
        if verb in arranging.STEPS:
            to = list(participations_of(event.id)).index(participation) + 1 + arranging.STEPS[verb]
            people.move(event, participation=participation, to=to, actor=access.actor(), now=now())
        elif verb == "accept":
            accepted = ParticipationState.ACCEPTED
            people.set_state(
                event, participation=participation, state=accepted, actor=access.actor(), now=now()
            )
        db.session.commit()
    # A button that was pressed has the focus again; browsers refuse that beside an anchor.
    did = f"{verb}:{key}" if verb in arranging.STEPS else None
    anchor = None if did else f"person-{key}"
    return redirect(url_for("speakers.people", slug=slug, did=did, _anchor=anchor), 303)


def find(event: Event, key: str) -> Participation:
    """Return the event's person at this address; somebody of another event is not found here."""
    found = (one for one in participations_of(event.id) if one.person.slug == key)
    return next(found, None) or abort(404)


def _matching(rows: Sequence[board.Row], state: str, words: str) -> list[board.Row]:
    """Return the rows of those in the state and with the words in name or affiliation."""
    wanted = name_key(words)

    def text(row: board.Row) -> str:
        return name_key(" ".join([row.part.name_printed, *row.affiliations]))

    fits = {OWES: lambda row: bool(row.owes), NEEDS: _has_needs}.get(
        state, lambda row: not state or row.part.state.value == state
    )
    return [row for row in rows if fits(row) and (not wanted or wanted in text(row))]


def _has_needs(row: board.Row) -> bool:
    return row.link is not None and bool(row.link.needs)


def _filters(event: Event, rows: Sequence[board.Row]) -> list[tuple[str, str, str, int]]:
    counts = Counter(row.part.state.value for row in rows)
    counts[OWES], counts[NEEDS] = sum(1 for row in rows if row.owes), sum(map(_has_needs, rows))
    address = url_for("speakers.people", slug=event.slug)
    wanted = {state.value: str(word) for state, word in STATES.items()}
    wanted |= {OWES: _("Owes something"), NEEDS: _("Has needs")}
    return [("", _("Everybody"), address, len(rows))] + [
        (key, word, f"{address}?state={key}", counts[key]) for key, word in wanted.items() if counts[key]
    ]
