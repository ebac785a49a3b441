"""The personal link of one person in one event: what it opens, and what only the team may read."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.person import Participation


class SpeakerLink(Base):
    """One participation's link (rows P1, P2, P5). `needs` and `phone` are for the team and never public.

    Two tokens follow from the one salt: the mailed one proves that whoever opens it reads the person's mail;
    the one an organiser copied by hand (`hand_hash`) does not.
    """

    __tablename__ = "speaker_link"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), unique=True
    )
    token_salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hand_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    invited_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answer_by: Mapped[date | None] = mapped_column(default=None)  # what the organisers ask for
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)

    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer_note: Mapped[str] = mapped_column(default="")
    promised_by: Mapped[date | None] = mapped_column(default=None)  # when who is not sure will know
    substitute_id: Mapped[int | None] = mapped_column(
        ForeignKey("participation.id", ondelete="SET NULL"), default=None, index=True
    )
    steps_done: Mapped[list[str]] = mapped_column(default_factory=list)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    needs: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")

    participation: Mapped[Participation] = relationship(
        init=False, lazy="joined", innerjoin=True, foreign_keys=[participation_id]
    )
    substitute: Mapped[Participation | None] = relationship(
        init=False, lazy="select", foreign_keys=[substitute_id]
    )
