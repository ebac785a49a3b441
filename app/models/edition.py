"""One edition of a forum: its window for side events and the hours it closes."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base, WallTime


class Edition(Base):
    """A forum in one year. `zone` is the place whose days the programme is grouped by."""

    __tablename__ = "edition"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="dates_in_order"),
        CheckConstraint("window_starts_on <= window_ends_on", name="window_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    number: Mapped[int | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    window_starts_on: Mapped[date | None] = mapped_column(default=None)
    window_ends_on: Mapped[date | None] = mapped_column(default=None)
    # Who has to sign and what (domain.sign_off); None: as each event says.
    sign_roles: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)
    sign_parts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), default=None
    )

    closed_periods: Mapped[list["ClosedPeriod"]] = relationship(
        init=False, order_by="ClosedPeriod.wall_start", cascade="all, delete-orphan", passive_deletes=True
    )


class ClosedPeriod(Base):
    """Hours of the forum itself (plenaries) in which no side event is held, by the edition's clock."""

    __tablename__ = "closed_period"
    __table_args__ = (CheckConstraint("wall_start < wall_end", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    wall_start: Mapped[datetime] = mapped_column(WallTime())
    wall_end: Mapped[datetime] = mapped_column(WallTime())
    title: Mapped[str] = mapped_column(default="")
