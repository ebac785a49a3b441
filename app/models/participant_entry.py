"""The calendar entry that somebody of the programme holds: a speaker, a moderator, an interpreter."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class ParticipantEntry(Base):
    """One address of one person at one event (row R4), kept after they are removed, for SEQUENCE's sake.

    `sequence` is the last that this address was sent or is about to be; `is_held`: no CANCEL has followed.
    """

    __tablename__ = "participant_entry"
    __table_args__ = (UniqueConstraint("event_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str]
    locale: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    is_held: Mapped[bool] = mapped_column(default=True)
