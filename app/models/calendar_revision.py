"""The calendar entry of an event as it was at each SEQUENCE."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class CalendarRevision(Base):
    """One VEVENT, built once and kept: downloads, feeds and mails all carry these bytes (rows R3, R5).

    `facts` is what a message of this revision says in words: title, wall time, zone, instants, status.
    """

    __tablename__ = "calendar_revision"
    __table_args__ = (
        UniqueConstraint("event_id", "sequence"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    stamped_at: Mapped[datetime]
    vevent: Mapped[bytes]
    sha256: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]]
