"""The steps of an event's life that its overview offers, by where it stands and whether it is over."""

from typing import NamedTuple

from flask_babel import gettext as _

from app.domain.lifecycle import EventState
from app.models import Event
from app.web.scheduling.board import Board


class OfferedStep(NamedTuple):
    """One button: the step's name in addresses, its verb, and how the button looks."""

    name: str
    verb: str
    kind: str = "plain"


def life_steps(event: Event, board: Board) -> list[OfferedStep]:
    """Return the steps that make sense now: what is over was held, and is not postponed or cancelled."""
    cancel = OfferedStep("cancel", _("Cancel the event"), "danger")
    if event.state is EventState.DRAFT:
        is_ready = not board.problems and not board.next
        return [OfferedStep("publish", _("Publish"), "main" if is_ready else "plain"), cancel]
    if event.state is EventState.PUBLISHED and board.over:
        return [OfferedStep("held", _("Mark as held"))]
    if event.state is EventState.PUBLISHED:
        unpublish = OfferedStep("unpublish", _("Take back to draft"))
        return [unpublish, OfferedStep("postpone", _("Postpone")), cancel]
    if event.state is EventState.POSTPONED:
        return [cancel]
    return [OfferedStep("archive", _("Close the record"))] if event.state is EventState.HELD else []
