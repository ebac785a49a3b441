"""A message from the organisers to those who registered (row R11)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class AttendeeNote(Base):
    """Subject and text, kept once however many read it. Answers go to the organiser who wrote it."""

    __tablename__ = "attendee_note"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    form_key: Mapped[str] = mapped_column(String(64), unique=True)  # a repeated form finds it
    audience: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    reply_to: Mapped[str] = mapped_column(String(254))
    sent_at: Mapped[datetime]
    people: Mapped[int]
