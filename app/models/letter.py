"""What people write to the organisers of an event (row R4)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.mail.letters import LetterFate, LetterWay
from app.extensions import Base


class Letter(Base):
    """One letter, and what became of it. Sent on or not, it is kept until the attendees' data goes.

    `name` and `email` are the writer's as they say; `known_email` is the address that the mail they answer
    went to, "" where nothing proves that they have it. `about_id` is that mail.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_event_id_came_at", "event_id", "came_at"),
        Index("ix_letter_email_came_at", "email", "came_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # in addresses of the desk
    source: Mapped[str] = mapped_column(String(64), unique=True)  # a mail or form that comes twice finds it
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True, default=None
    )
    about_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox_message.id", ondelete="SET NULL"), index=True, default=None
    )
    came_at: Mapped[datetime]
    way: Mapped[LetterWay]
    fate: Mapped[LetterFate] = mapped_column(default=LetterFate.SENT_ON)
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(String(254))
    known_email: Mapped[str] = mapped_column(String(254), default="")
    message_id: Mapped[str] = mapped_column(default="")  # of their mail, for the answer's thread
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    is_cut: Mapped[bool] = mapped_column(default=False)
    files: Mapped[list[str]] = mapped_column(default_factory=list)  # names of what came along, not kept
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")  # what was written back from the desk

    @property
    def writer(self) -> str:
        """The name, or the address where they give none."""
        return self.name or self.email

    @property
    def stand(self) -> str:
        """Where it stands, in a word: answered, settled, open, or why nobody was told of it by mail."""
        if self.answer:
            return "answered"
        if self.settled_at is not None:
            return "settled"
        return "open" if self.fate is LetterFate.SENT_ON else self.fate.value
