"""What a person agreed to, each thing apart; rows are only added, the newest of a kind holds (row P4)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.people.consent import ConsentKind
from app.extensions import Base


class Consent(Base):
    """One answer: to which words (`wording`, their version), in which language, when, given by whom."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[ConsentKind]
    choice: Mapped[str] = mapped_column(String(40))  # "yes", "no", or the code of a licence
    wording: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    by: Mapped[str]
    words: Mapped[str] = mapped_column(default="")  # the terms, where the choice is "own"
    on_behalf: Mapped[str] = mapped_column(String(20), default="")  # "guardian", "assistant", "other"
