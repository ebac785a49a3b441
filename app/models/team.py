"""Accounts that work on an event, and the history of what they changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.access import Role
from app.extensions import Base
from app.models.account import Account


class TeamMember(Base):
    """One account's role at one event's desk (app/domain/access.py says what it may do)."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("event_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]

    account: Mapped[Account] = relationship(init=False, lazy="joined", innerjoin=True)


class EventChange(Base):
    """One field's old and new value, who changed it and when (row O7)."""

    __tablename__ = "event_change"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]  # the name or role as it was then: an account may go, the history stays
    field: Mapped[str] = mapped_column(String(60))
    old: Mapped[str] = mapped_column(default="")
    new: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
