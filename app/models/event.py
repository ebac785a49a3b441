"""A side event: what it is, when it is, and where it stands."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import EVENT_STATES_AHEAD, NOT_AT_ITS_HOUR, PUBLIC_EVENT_STATES, EventState
from app.extensions import Base, WallTime
from app.models.edition import Edition
from app.models.summary import Summary

DAY_MINUTES = 24 * 60


class Event(Base):
    """One side event.

    The hour is kept as a promise (wall time, IANA zone, fold when a person chose it) together with the
    instants derived from it and the zone data that derived them; the five stand or fall together (row T1).
    `revision` grows with every change that a reader could see; `sequence` only with the calendar entry's.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes_in_a_day"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
        CheckConstraint("answer_hours > 0", name="answer_hours_positive"),
        CheckConstraint("seats_taken >= 0", name="seats_not_negative"),
        CheckConstraint("capacity IS NULL OR seats_taken <= capacity", name="never_oversold"),
        CheckConstraint(
            "(wall_start IS NULL) = (zone IS NULL) AND (wall_start IS NULL) = (starts_at IS NULL)"
            " AND (starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (zone_data IS NULL)",
            name="time_whole_or_absent",
        ),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("state IN ('draft', 'cancelled') OR starts_at IS NOT NULL", name="public_has_a_time"),
        CheckConstraint("fold IN (0, 1)", name="fold_is_a_bit"),
        Index("ix_event_state_starts_at", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    creation_key: Mapped[str] = mapped_column(
        String(64), unique=True
    )  # the form that made it: a repeat finds it
    title: Mapped[str]
    aim: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    format: Mapped[str] = mapped_column(String(24), default="virtual")
    themes: Mapped[list[str]] = mapped_column(default_factory=list)
    languages: Mapped[list[str]] = mapped_column(default_factory=list)
    interpretation: Mapped[list[str]] = mapped_column(default_factory=list)
    captions: Mapped[list[str]] = mapped_column(default_factory=list)
    edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.id", ondelete="SET NULL"), default=None, index=True
    )

    state: Mapped[EventState] = mapped_column(default=EventState.DRAFT)
    state_reason: Mapped[str] = mapped_column(default="")  # why it was cancelled or postponed
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)

    wall_start: Mapped[datetime | None] = mapped_column(WallTime(), default=None)
    minutes: Mapped[int] = mapped_column(default=90)
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    fold: Mapped[int | None] = mapped_column(default=None)
    starts_at: Mapped[datetime | None] = mapped_column(default=None)
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    zone_data: Mapped[str | None] = mapped_column(String(16), default=None)
    printed_label: Mapped[str] = mapped_column(default="")
    label_note: Mapped[str] = mapped_column(default="")  # why the reading was chosen, by a person

    capacity: Mapped[int | None] = mapped_column(default=None)
    seats_taken: Mapped[int] = mapped_column(default=0)
    registration_open: Mapped[bool] = mapped_column(default=True)
    confirm_email: Mapped[bool] = mapped_column(default=False)  # a seat is held once the address is confirmed
    approve_by_hand: Mapped[bool] = mapped_column(default=False)  # an organiser lets each person in
    answer_hours: Mapped[int | None] = mapped_column(default=None)  # to take an offered seat; None: it is had
    joined_others: Mapped[int] = mapped_column(default=0)  # in the meeting's list, and not registered
    meeting_url: Mapped[str] = mapped_column(default="")
    meeting_note: Mapped[str] = mapped_column(default="")  # passcode, dial-in: told at the door
    meeting_is_public: Mapped[bool] = mapped_column(default=False)
    contact_email: Mapped[str] = mapped_column(
        String(254), default=""
    )  # what people write goes there; "": to whoever leads the event
    lead_not_recorded: Mapped[bool] = mapped_column(default=False)
    # Who has to sign and what (domain.sign_off); None: as the edition says.
    sign_roles: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)
    sign_parts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)
    people_may_be_incomplete: Mapped[bool] = mapped_column(default=False)
    call_minutes: Mapped[int] = mapped_column(
        default=0
    )  # the programme’s people meet so long before the start
    bio_most: Mapped[int] = mapped_column(default=600)  # characters that a person's sentences may have

    edition: Mapped[Edition | None] = relationship(init=False, lazy="select")
    earlier_times: Mapped[list["EarlierTime"]] = relationship(
        init=False,
        order_by="EarlierTime.moved_at, EarlierTime.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    summary: Mapped[Summary | None] = relationship(init=False, uselist=False, viewonly=True)

    @property
    def is_public(self) -> bool:
        """Whether strangers may see it: a cancelled event only if it had been published."""
        return self.state in PUBLIC_EVENT_STATES and self.published_at is not None

    @property
    def is_planned(self) -> bool:
        """Whether it may still take place: neither called off nor marked as held."""
        return self.state in EVENT_STATES_AHEAD

    @property
    def is_at_its_hour(self) -> bool:
        """Whether its hour stands: neither called off nor postponed."""
        return self.state not in NOT_AT_ITS_HOUR

    @property
    def time(self) -> PromisedTime | None:
        """The promise as one value, None while there is none."""
        if None in {self.wall_start, self.zone, self.starts_at, self.ends_at, self.zone_data}:
            return None
        return self.announced_time

    @property
    def announced_time(self) -> PromisedTime:
        """The promise of an event that must have one (whatever is public has: ck_event_public_has_a_time)."""
        if (
            self.wall_start is None
            or self.zone is None
            or self.starts_at is None
            or self.ends_at is None
            or self.zone_data is None
        ):
            raise ValueError("this event has no time yet")
        return PromisedTime(
            wall_start=self.wall_start,
            zone=self.zone,
            minutes=self.minutes,
            fold=self.fold,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            zone_data=self.zone_data,
        )


class EventSlug(Base):
    """An address an event once had; it redirects for ever."""

    __tablename__ = "event_slug"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class EarlierTime(Base):
    """A time the event was announced for and no longer has; shown struck through (row O6)."""

    __tablename__ = "earlier_time"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    wall_start: Mapped[datetime] = mapped_column(WallTime())
    minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
