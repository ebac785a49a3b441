"""Two records of one person become one, and can become two again for thirty days (row P8).

What an event prints stays as it is printed; what was two parts in one event that is still to come becomes one
part. The record that goes keeps its address on the site, which leads to the other from then on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, Person, PersonDistinction, PersonMerge
from app.queries import duplicates
from app.queries.duplicates import Viewer
from app.services.actor import Actor
from app.services.calendars import participant_updates
from app.services.history import record, touch
from app.services.people_records import merge_links
from app.services.people_records.merge_journal import Journal, Lost, table_of, take_back
from app.services.people_records.merge_parts import move_all_parts
from app.services.people_records.merge_values import (
    FACTS,
    NULLABLE,
    MergeChoice,
    unite_affiliations,
    unite_names,
    unite_values,
    values_after,
)
from app.services.tokens import public_key

UNDO_FOR = timedelta(days=30)
_PAIR = (PersonDistinction.first_id, PersonDistinction.second_id)
EMPTIED = "merged-"  # the key of a record of which only the address is left


class NotYoursToMerge(DomainError):
    """A merge changes what other organisers see."""

    message = N_(
        "One of them also takes part in events that you do not lead. Whoever runs this installation can "
        "merge them."
    )
    status = 403


class AlreadyMerged(DomainError):
    """Somebody was quicker."""

    message = N_("%(name)s was merged already, into %(other)s. Look at them again.")
    status = 409


class CannotUndo(DomainError):
    """What a merge did is kept for thirty days, and later merges of the same record go first."""

    message = N_("This merge can no longer be undone: thirty days have passed, or it was undone already.")
    status = 409


class LaterMergeFirst(CannotUndo):
    """The record that stayed went into another one since."""

    message = N_("%(name)s was merged into %(other)s since. Undo that merge first.")


def merge(
    kept: Person, gone: Person, *, wish: MergeChoice, viewer: Viewer, actor: Actor, now: datetime
) -> PersonMerge:
    """Let `gone` be a part of `kept`. Raises NotYoursToMerge and AlreadyMerged."""
    _lock(kept, gone)
    _require_unmerged(kept)
    _require_unmerged(gone)
    require_right(viewer, kept, gone)
    journal, mailed = Journal(), merge_links.mailed(kept, gone)
    events = move_all_parts(journal, kept, gone)
    merge_links.renew(journal, mailed, email=values_after(kept, gone, wish)["email"], name=kept.name)
    unite_values(journal, kept, gone, wish)
    unite_names(journal, kept, gone, wish)
    unite_affiliations(journal, kept, gone)
    _carry_distinctions(journal, kept, gone, actor=actor, now=now)
    made = PersonMerge(
        key=public_key(), kept_id=kept.id, gone_id=gone.id, at=now, by=actor.name, steps=journal.steps
    )
    db.session.add(made)
    names = gone.name, kept.name
    db.session.flush()
    db.session.expire_all()
    merge_links.follow(mailed, kept, now=now)
    _tell(events, actor=actor, old=names[0], new=names[1], now=now)
    return made


def undo(done: PersonMerge, *, viewer: Viewer, actor: Actor, now: datetime) -> list[Lost]:
    """Take a merge back; return what cannot be, because somebody changed it since.

    Raises NotYoursToMerge, CannotUndo, LaterMergeFirst.
    """
    _lock(done.kept, done.gone)
    db.session.refresh(done)
    require_undoable(done, viewer=viewer, now=now)
    names = done.kept.name, done.gone.name
    events, mailed = _events_of(done), merge_links.mailed(done.kept)
    lost = take_back(done.steps)
    done.undone_at, done.steps = now, []
    db.session.flush()
    db.session.expire_all()
    merge_links.follow(mailed, done.kept, done.gone, now=now)
    _tell(events, actor=actor, old=names[0], new=names[1], now=now)
    return lost


def require_undoable(done: PersonMerge, *, viewer: Viewer, now: datetime) -> None:
    """Raise NotYoursToMerge, CannotUndo or LaterMergeFirst where a merge cannot be taken back."""
    is_emptied = done.gone.name_key.startswith(EMPTIED)
    if is_emptied or done.undone_at is not None or done.at + UNDO_FOR < now:
        raise CannotUndo
    later = duplicates.standing_merge(done.kept.slug)
    if later is not None:
        raise LaterMergeFirst(name=done.kept.name, other=later.kept.name)
    require_right(viewer, done.kept)


def lost_by_undo(done: PersonMerge) -> list[Lost]:
    """Return what `undo` could not bring back as things stand; nothing is changed."""
    return take_back(done.steps, only_look=True)


def tell_apart(one: Person, other: Person, *, actor: Actor, now: datetime) -> None:
    """Remember that these are two people; they are not proposed again."""
    first, second = sorted((one.id, other.id))
    known = select(PersonDistinction.id).where(
        PersonDistinction.first_id == first, PersonDistinction.second_id == second
    )
    _lock(one, other)
    if db.session.scalar(known) is None:
        db.session.add(PersonDistinction(first_id=first, second_id=second, at=now, by=actor.name))
        db.session.flush()


def forget_old(*, now: datetime) -> set[str]:
    """Empty the journals whose time is over, and the records that went.

    Returns the photos that may go, for profiles.forget_photos.
    """
    over = select(PersonMerge).where(PersonMerge.at < now - UNDO_FOR, PersonMerge.undone_at.is_(None))
    return _empty(over.where(PersonMerge.gone.has(~Person.name_key.startswith(EMPTIED))))


def forget_merged_into(person: Person, *, nameless: bool) -> set[str]:
    """Empty what was merged into a person who wants to be forgotten; `nameless`: the old addresses, too.

    Returns the photos that may go.
    """
    standing = select(PersonMerge).where(PersonMerge.kept_id == person.id, PersonMerge.undone_at.is_(None))
    photos = set()
    for one in db.session.scalars(standing).all():  # after an undone merge, the other is somebody else again
        photos |= forget_merged_into(one.gone, nameless=nameless)
        if nameless:
            one.gone.slug, one.gone.name = f"speaker-{public_key()}", person.name
    return photos | _empty(standing)


def require_right(viewer: Viewer, *people: Person) -> None:
    """Raise NotYoursToMerge unless each takes part in events the viewer leads, and in no other."""
    known = duplicates.people_known(viewer, only=[person.id for person in people])
    if any(person.id not in known or not known[person.id].is_whole for person in people):
        raise NotYoursToMerge


def _lock(one: Person, other: Person) -> None:
    """Let only one merge at a time touch either record, always in the same order."""
    ids = sorted((one.id, other.id))
    db.session.scalars(
        select(Person)
        .where(Person.id.in_(ids))
        .order_by(Person.id)
        .with_for_update(of=Person)
        .execution_options(populate_existing=True)
    ).all()


def _require_unmerged(person: Person) -> None:
    standing = duplicates.standing_merge(person.slug)
    if standing is not None:
        raise AlreadyMerged(name=person.name, other=standing.kept.name)


def _carry_distinctions(journal: Journal, kept: Person, gone: Person, *, actor: Actor, now: datetime) -> None:
    """Whoever is not the one is not the other, either."""
    rows = db.session.execute(
        select(PersonDistinction.first_id, PersonDistinction.second_id).where(
            or_(*(column.in_((kept.id, gone.id)) for column in _PAIR))
        )
    ).all()
    mine = {a if b == kept.id else b for a, b in rows if kept.id in {a, b}}
    theirs = {a if b == gone.id else b for a, b in rows if gone.id in {a, b}}
    for other in sorted(theirs - mine - {kept.id, gone.id}):
        first, second = sorted((kept.id, other))
        values = {"first_id": first, "second_id": second, "at": now, "by": actor.name}
        journal.insert(table_of(PersonDistinction), values, what="distinction")


def _tell(events: Sequence[int], *, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Keep it in the history of every event concerned; calendar entries follow the address."""
    for event in db.session.scalars(select(Event).where(Event.id.in_(events)).order_by(Event.id)):
        record(event, actor=actor, field="people.same_person", old=old, new=new, now=now)
        touch(event, now=now)
        participant_updates.calendar_for_participants(event, now=now)


def _events_of(done: PersonMerge) -> list[int]:
    """Return the events of both: whatever shows either shows a difference."""
    theirs = select(Participation.event_id).where(Participation.person_id.in_((done.kept_id, done.gone_id)))
    return sorted(set(db.session.scalars(theirs)))


def _empty(which: Select[PersonMerge]) -> set[str]:
    photos = set()
    for done in db.session.scalars(which).all():
        gone = done.gone
        photos |= {gone.photo_key}
        done.steps = []
        for name in FACTS:
            setattr(gone, name, [] if name == "languages" else None if name in NULLABLE else "")
        gone.name_key = f"{EMPTIED}{gone.id}"
        gone.aliases.clear()
        gone.affiliations.clear()
    db.session.flush()
    return photos - {""}
