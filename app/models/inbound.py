"""What mail that came in left behind: counts by outcome, and addresses that take no mail (row R4)."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class InboundTally(Base):
    """How many mails ended in one outcome; nothing of a mail that was dropped is kept but this number."""

    __tablename__ = "inbound_tally"

    outcome: Mapped[str] = mapped_column(String(24), primary_key=True)
    count: Mapped[int]
    latest_at: Mapped[datetime]


class UndeliverableAddress(Base):
    """An address whose server said that it takes no mail; nothing is sent there until somebody lifts it."""

    __tablename__ = "undeliverable_address"

    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    at: Mapped[datetime]
    why: Mapped[str]
