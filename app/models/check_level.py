"""How strict the desk's checks are, where somebody decided otherwise than the product does (row O9)."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.publishing_rules import Level
from app.extensions import Base


class CheckLevel(Base):
    """The level of one rule in one edition, or with `edition_id` None in the whole installation."""

    __tablename__ = "check_level"
    __table_args__ = (
        Index(
            "uq_check_level_edition_id_rule",
            "edition_id",
            "rule",
            unique=True,
            sqlite_where=text("edition_id IS NOT NULL"),
            postgresql_where=text("edition_id IS NOT NULL"),
        ),
        Index(
            "uq_check_level_installation_rule",
            "rule",
            unique=True,
            sqlite_where=text("edition_id IS NULL"),
            postgresql_where=text("edition_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), default=None)
    rule: Mapped[str] = mapped_column(String(40))
    level: Mapped[Level]
