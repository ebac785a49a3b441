"""Records of people that turned out to be one person, or not (row P8)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.person import Person


class PersonMerge(Base):
    """One merge: the record `gone` is only an address by now, all it had went to `kept`.

    `steps` says how to take it back (services/people_records/merge_journal.py); it is emptied when its time
    is over, the row stays for the address. While `undone_at` is None the merge stands; a record is merged
    into one other at most.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        CheckConstraint("kept_id <> gone_id", name="two_records"),
        Index(
            "uq_person_merge_one_standing",
            "gone_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # its name in addresses
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    by: Mapped[str]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)

    kept: Mapped[Person] = relationship(init=False, lazy="joined", innerjoin=True, foreign_keys=[kept_id])
    gone: Mapped[Person] = relationship(init=False, lazy="joined", innerjoin=True, foreign_keys=[gone_id])


class PersonDistinction(Base):
    """Somebody looked at two records and said that they are two people; the lower id stands first."""

    __tablename__ = "person_distinction"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
