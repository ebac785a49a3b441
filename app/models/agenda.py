"""The agenda: order and minutes. Clock times follow from the event's start, so moving it moves them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.person import Participation


class AgendaItem(Base):
    """One item in its place. `minutes` is None where an archive does not record it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes_in_a_day"),
        Index("ix_agenda_item_event_id_position", "event_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # its name in addresses and forms
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")

    speakers: Mapped[list["AgendaSpeaker"]] = relationship(
        init=False, order_by="AgendaSpeaker.position", cascade="all, delete-orphan", passive_deletes=True
    )


class RemovedAgendaItem(Base):
    """What an item said when it was deleted, so that it can be brought back. `people` are persons' slugs."""

    __tablename__ = "removed_agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    removed_at: Mapped[datetime]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str]
    minutes: Mapped[int | None]
    note: Mapped[str]
    people: Mapped[list[str]]


class AgendaSpeaker(Base):
    """A person of the event in an item, in display order."""

    __tablename__ = "agenda_speaker"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]

    participation: Mapped[Participation] = relationship(init=False, lazy="select")
