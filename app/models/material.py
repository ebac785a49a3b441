"""Recordings, presentations and papers of an event, as a file with versions or as a link."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.domain.lifecycle import MaterialState
from app.extensions import Base
from app.models.person import Participation


class MaterialKind(StrEnum):
    """What a material is (docs/concepts.md)."""

    RECORDING = "recording"
    PRESENTATION = "presentation"
    FLYER = "flyer"
    CONCEPT_NOTE = "concept_note"
    BACKGROUND_PAPER = "background_paper"
    TRANSCRIPT = "transcript"
    CAPTIONS = "captions"
    PHOTO = "photo"
    SUMMARY = "summary"


class Material(Base):
    """One material. `public_id` is its name in addresses; `version` points at the file shown."""

    __tablename__ = "material"
    __table_args__ = (
        CheckConstraint("version >= 0", name="version_not_negative"),
        CheckConstraint("state <> 'published' OR url <> '' OR version > 0", name="published_has_content"),
        Index("ix_material_event_id_position", "event_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[MaterialKind]
    title: Mapped[str] = mapped_column(default="")
    state: Mapped[MaterialState] = mapped_column(default=MaterialState.ANNOUNCED)
    url: Mapped[str] = mapped_column(default="")
    url_note: Mapped[str] = mapped_column(default="")  # a passcode: for the team, in no public byte
    version: Mapped[int] = mapped_column(default=0)
    language: Mapped[str | None] = mapped_column(String(16), default=None)
    licence: Mapped[str] = mapped_column(String(40), default="")
    participation_id: Mapped[int | None] = mapped_column(
        ForeignKey("participation.id", ondelete="SET NULL"), default=None, index=True
    )
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None] = mapped_column(default=None)

    participation: Mapped[Participation | None] = relationship(init=False, lazy="joined")
    file: Mapped["MaterialFile | None"] = relationship(
        init=False,
        lazy="joined",
        viewonly=True,
        uselist=False,
        primaryjoin=lambda: and_(
            foreign(MaterialFile.material_id) == Material.id, MaterialFile.version == Material.version
        ),
    )


class MaterialFile(Base):
    """One uploaded version. `key` is its name in the storage; older versions stay for organisers."""

    __tablename__ = "material_file"
    __table_args__ = (
        UniqueConstraint("material_id", "version"),
        CheckConstraint("size >= 0", name="size_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"))
    version: Mapped[int]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    filename: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime]
