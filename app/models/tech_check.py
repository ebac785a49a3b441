"""Slots for trying out sound, camera and line before the event (row P7)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class TechCheck(Base):
    """One slot; nobody's, or one person's, who has one at most. `results`: item -> good, fair or bad."""

    __tablename__ = "tech_check"
    __table_args__ = (
        UniqueConstraint("event_id", "starts_at"),
        CheckConstraint("minutes > 0 AND minutes <= 240", name="minutes_sensible"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    participation_id: Mapped[int | None] = mapped_column(
        ForeignKey("participation.id", ondelete="SET NULL"), default=None, unique=True
    )
    booked_at: Mapped[datetime | None] = mapped_column(default=None)
    results: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    note: Mapped[str] = mapped_column(default="")
