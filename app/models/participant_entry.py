"""The calendar entry that somebody of the programme holds: a speaker, a moderator, a co-organiser."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.calendars.participant_entry import EntryKind
from app.extensions import Base


class ParticipantEntry(Base):
    """One entry of one person at one event (row R4), kept after it ended, for SEQUENCE's sake.

    `uid` is the event's own for kind `whole`, unless another person of the mailbox has that; else one that
    nobody else has. `said` is what its holder was told last, or is about to be
    (domain/calendars/participant_entry.py). `sequence` is the last that this address was sent or is about to
    be; `is_held`: no CANCEL has followed. `is_wanted`: asked for by a co-organiser. What a calendar program
    answers is kept as with a registration.
    """

    __tablename__ = "participant_entry"
    __table_args__ = (UniqueConstraint("uid", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str]
    locale: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(8), default=EntryKind.WHOLE)
    uid: Mapped[str] = mapped_column(String(255), index=True)
    salt: Mapped[str] = mapped_column(String(32), default="")
    join_hash: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
    said: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    until: Mapped[datetime]  # the end of what it says, for queries
    sequence: Mapped[int]
    stamped_at: Mapped[datetime]
    is_held: Mapped[bool] = mapped_column(default=True)
    is_wanted: Mapped[bool] = mapped_column(default=False)
    time_sequence: Mapped[int | None] = mapped_column(default=None)
    calendar_answer: Mapped[str | None] = mapped_column(String(24), default=None)
    answer_sequence: Mapped[int | None] = mapped_column(default=None)
    answer_stamp: Mapped[datetime | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer_comment: Mapped[str] = mapped_column(default="")
    proposed_starts_at: Mapped[datetime | None] = mapped_column(default=None)
    proposed_ends_at: Mapped[datetime | None] = mapped_column(default=None)


class OwnFeed(Base):
    """The secret address of one person's own calendar; only its hash is kept, so it is shown once (R5)."""

    __tablename__ = "own_feed"

    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
