"""What organisers ask of those who register, and what was answered (row R1)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class QuestionKind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    YES_NO = "yes_no"


class Question(Base):
    """One question of one event. One that is no longer asked keeps the answers it got."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("event_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(16), unique=True)
    position: Mapped[int]
    kind: Mapped[QuestionKind]
    words: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[str]] = mapped_column(default_factory=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    is_asked: Mapped[bool] = mapped_column(default=True)


class QuestionAnswer(Base):
    """What one person answered, beside the words and the kind of the question as they met it.

    `answers` holds the text or the chosen words; of yes_no "yes" or "no". A question that is changed
    later changes none of it.
    """

    __tablename__ = "question_answer"
    __table_args__ = (UniqueConstraint("registration_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    asked: Mapped[str]
    kind: Mapped[QuestionKind]
    answers: Mapped[list[str]]
    answered_at: Mapped[datetime]
