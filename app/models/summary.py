"""The summary of a session: what people cite for years."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.lifecycle import SummaryState
from app.extensions import Base


class Summary(Base):
    """Key issues, recommendations and references of one event, in order (row M6).

    `key_issues` and `recommendations` are lists of {"heading": str, "text": str};
    `references` of {"label": str, "topic": str, "url": str}; `numbers` of {"label": str, "value": str}.
    """

    __tablename__ = "summary"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    state: Mapped[SummaryState] = mapped_column(default=SummaryState.DUE)
    due_on: Mapped[date | None] = mapped_column(default=None)
    overview: Mapped[str] = mapped_column(default="")
    key_issues: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    recommendations: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    references: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    numbers: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    presented_by: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    published_on: Mapped[date | None] = mapped_column(default=None)  # as the record gives it, for archives

    corrections: Mapped[list["SummaryCorrection"]] = relationship(
        init=False, order_by="SummaryCorrection.at", cascade="all, delete-orphan", passive_deletes=True
    )


class SummaryCorrection(Base):
    """A dated note of what was corrected after publication."""

    __tablename__ = "summary_correction"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    summary_id: Mapped[int] = mapped_column(ForeignKey("summary.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    text: Mapped[str]
