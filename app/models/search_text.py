from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class SearchText(Base):
    """What a search compares for one public event, one person or one organisation, folded to plain words.

    `title` weighs most, then `names` (who takes part, what agenda and materials are called), then `text`.
    """

    __tablename__ = "search_text"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), unique=True
    )
    title: Mapped[str]
    names: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
