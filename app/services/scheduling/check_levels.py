"""How much each check weighs here: set for an edition, for the installation, else by the product (row O9)."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.publishing_rules import FIXED, HOLDS_BACK, Level, PublishingRule, level_of
from app.domain.words import N_
from app.extensions import db
from app.models import CheckLevel, Edition, Event


class FixedRule(DomainError):
    """Some things a public event cannot be without."""

    message = N_("A public event always has a title and an hour: these checks stay as they are.")
    status = 422


def levels_of(event: Event) -> dict[PublishingRule, Level]:
    """Return the level of every rule for one event, in one query."""
    return levels_in(event.edition_id)


def levels_in(edition_id: int | None) -> dict[PublishingRule, Level]:
    """Return the level of every rule in an edition; None: where no edition says otherwise."""
    here, everywhere = _set(edition_id)
    return {rule: level_of(rule, here, everywhere) for rule in PublishingRule}


def holds_back(event: Event, rule: PublishingRule) -> bool:
    """Whether an event with this finding is not published."""
    return levels_of(event)[rule] in HOLDS_BACK


def set_in(edition: Edition | None) -> Mapping[str, Level]:
    """Return what is set for this edition itself, or with None for the installation."""
    here, everywhere = _set(edition.id if edition else None)
    return here if edition else everywhere


def set_level(edition: Edition | None, *, rule: PublishingRule, level: Level | None) -> None:
    """Set a rule's level for an edition, or with None for the installation; no level: as is set above.

    Raises FixedRule.
    """
    if rule in FIXED:
        raise FixedRule
    number = edition.id if edition else None
    mine = select(CheckLevel).where(
        CheckLevel.rule == rule.value,
        CheckLevel.edition_id == number if edition else CheckLevel.edition_id.is_(None),
    )
    row = db.session.scalar(mine)
    if row is None and level is not None:
        try:
            with db.session.begin_nested():
                db.session.add(CheckLevel(edition_id=number, rule=rule.value, level=level))
        except IntegrityError:  # the same at the same moment: the one who comes second decides
            row = db.session.scalar(mine)
    if row is not None and level is not None:
        row.level = level
    elif row is not None:
        db.session.delete(row)
    db.session.flush()


def _set(edition_id: int | None) -> tuple[dict[str, Level], dict[str, Level]]:
    where = CheckLevel.edition_id.is_(None)
    rows = db.session.scalars(
        select(CheckLevel).where(or_(where, CheckLevel.edition_id == edition_id) if edition_id else where)
    ).all()
    here = {row.rule: row.level for row in rows if row.edition_id is not None}
    return here, {row.rule: row.level for row in rows if row.edition_id is None}
