"""What organisers ask of the fair-hour finder: private to their desk, erased with attendees' data."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.person import Person


class HourSearch(Base):
    """The days, the length and the measure that an event's hours are looked for with; one for each event."""

    __tablename__ = "hour_search"
    __table_args__ = (CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes_in_a_day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    first: Mapped[date]
    last: Mapped[date]
    minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(64))
    measure: Mapped[str] = mapped_column(String(24))
    step: Mapped[int] = mapped_column(default=15)
    days_off: Mapped[str] = mapped_column(String(16), default="cost")
    holidays: Mapped[bool] = mapped_column(default=True)
    avoid_dates: Mapped[list[str]] = mapped_column(default_factory=list)  # 2027-08-20
    avoid_weekdays: Mapped[list[str]] = mapped_column(default_factory=list)  # mon ... sun


class HourLine(Base):
    """One person or group of a search: place, need, own hours and busy times.

    The purpose is finding an hour, and nothing else: own hours and busy times are shown to the event's desk
    only and are never published. Of a calendar only the busy spans are kept, and how
    much of it was not understood. `zone` and `country` are set
    where they differ from the person's record.
    """

    __tablename__ = "hour_line"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), default=None, index=True
    )
    name: Mapped[str]
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    need: Mapped[str] = mapped_column(String(16), default="must")  # must, should, optional, not-asked
    size: Mapped[int] = mapped_column(default=1)
    hours_kind: Mapped[str] = mapped_column(String(16), default="usual")  # usual, within, good
    hours: Mapped[str] = mapped_column(String(168), default="")  # a week of 0 and 1, Monday 00:00 first
    busy_text: Mapped[str] = mapped_column(default="")
    busy_read: Mapped[list[str]] = mapped_column(default_factory=list)  # instants, start/end
    busy_read_at: Mapped[datetime | None] = mapped_column(default=None)
    busy_entries: Mapped[int] = mapped_column(default=0)  # what the calendar held, and why some was not read
    busy_unread: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)  # a Why: how many entries
    lead_minutes: Mapped[int] = mapped_column(default=0)
    most_minutes: Mapped[int | None] = mapped_column(default=None)

    person: Mapped[Person | None] = relationship(init=False, lazy="joined")

    @property
    def own_zone(self) -> str | None:
        """The zone typed for this search, else that of the person's record."""
        return self.zone or (self.person.zone if self.person else None)

    @property
    def own_country(self) -> str | None:
        """The country typed for this search, else that of the person's record."""
        return self.country or (self.person.country if self.person else None)
