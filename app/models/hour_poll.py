"""Asking an event's people which of some starts suits them, each by a personal link."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.poll import PollAnswer
from app.extensions import Base
from app.models.event import Event


class HourPoll(Base):
    """One question. An event has at most one that is open, so a second click asks nobody twice."""

    __tablename__ = "hour_poll"
    __table_args__ = (
        Index(
            "ix_hour_poll_one_open",
            "event_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    event: Mapped[Event] = relationship(init=False, lazy="joined", innerjoin=True)
    starts: Mapped[list["HourPollStart"]] = relationship(
        init=False, order_by="HourPollStart.starts_at", cascade="all, delete-orphan", passive_deletes=True
    )
    people: Mapped[list["HourPollPerson"]] = relationship(
        init=False, order_by="HourPollPerson.id", cascade="all, delete-orphan", passive_deletes=True
    )


class HourPollStart(Base):
    """One start that is asked about."""

    __tablename__ = "hour_poll_start"
    __table_args__ = (UniqueConstraint("poll_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    poll_id: Mapped[int] = mapped_column(ForeignKey("hour_poll.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class HourPollPerson(Base):
    """Somebody who is asked. Of the link's token only the hash is kept, beside the salt it comes from."""

    __tablename__ = "hour_poll_person"
    __table_args__ = (UniqueConstraint("poll_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    poll_id: Mapped[int] = mapped_column(ForeignKey("hour_poll.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(String(254), default=None)
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    locale: Mapped[str] = mapped_column(String(16), default="en")
    token_salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    comment: Mapped[str] = mapped_column(default="")

    poll: Mapped[HourPoll] = relationship(init=False, lazy="joined", innerjoin=True, overlaps="people")
    answers: Mapped[list["HourPollAnswer"]] = relationship(
        init=False, cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class HourPollAnswer(Base):
    """What one person says about one start."""

    __tablename__ = "hour_poll_answer"
    __table_args__ = (UniqueConstraint("person_id", "start_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("hour_poll_person.id", ondelete="CASCADE"))
    start_id: Mapped[int] = mapped_column(ForeignKey("hour_poll_start.id", ondelete="CASCADE"), index=True)
    answer: Mapped[PollAnswer]
