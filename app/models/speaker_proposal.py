"""Somebody whom an organisation would send as a speaker, until the organisers say yes or no."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.organisation import Organiser


class ProposalState(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class SpeakerProposal(Base):
    """One proposed speaker; `email` is private. Nothing is known of them elsewhere before a yes (row O5)."""

    __tablename__ = "speaker_proposal"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # its name in forms
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254))
    affiliation: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")  # the position held there
    role: Mapped[str] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING)
    answer: Mapped[str] = mapped_column(default="")  # why not
    answered_by: Mapped[str] = mapped_column(default="")

    organiser: Mapped[Organiser] = relationship(init=False, lazy="joined", innerjoin=True)
