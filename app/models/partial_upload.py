"""A file that arrives in pieces, until it is whole and handed in (row M2)."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class PartialUpload(Base):
    """One file on its way. `pieces` name what has arrived, each a file in the storage: "offset-mark".

    `owner` is who may go on with it: a speaker's link or an account at an event, as the web names it.
    """

    __tablename__ = "partial_upload"
    __table_args__ = (CheckConstraint("received >= 0 AND received <= size", name="received_within_size"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    owner: Mapped[str] = mapped_column(String(80), index=True)
    filename: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    pieces: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    touched_at: Mapped[datetime] = mapped_column(index=True)
