"""Organisations, and the part each takes in an event."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.lifecycle import SignOffState
from app.extensions import Base


class OrganiserRole(StrEnum):
    """What an organisation is to an event."""

    LEAD = "lead"
    CO_ORGANISER = "co_organiser"
    PARTNER = "partner"
    SUPPORTER = "supporter"


class Organisation(Base):
    """A body that organises or sends speakers. `name_key` is the folded name that recognises it again."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(300), unique=True)
    short_name: Mapped[str] = mapped_column(default="")
    web_url: Mapped[str] = mapped_column(default="")
    logo_key: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(
        String(24), default=""
    )  # domain/people/panel_balance.py; "" where unknown

    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        init=False, order_by="OrganisationAlias.name", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def display_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class OrganisationAlias(Base):
    """Another name under which an organisation is found."""

    __tablename__ = "organisation_alias"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(300))


class Organiser(Base):
    """An organisation's part in an event: role, place in the printed order, and its sign-off."""

    __tablename__ = "organiser"
    __table_args__ = (
        UniqueConstraint("event_id", "organisation_id"),
        Index(
            "uq_organiser_one_lead",
            "event_id",
            unique=True,
            sqlite_where=text("role = 'lead'"),
            postgresql_where=text("role = 'lead'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[OrganiserRole]
    position: Mapped[int]
    # One state for all parts, which follows from its words (queries.sign_offs, services.sign_off_lapse).
    sign_off: Mapped[SignOffState] = mapped_column(default=SignOffState.NOT_NEEDED)
    told: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict
    )  # lapsed part -> the word it was told of
    printed_name: Mapped[str] = mapped_column(default="")  # for this event alone

    organisation: Mapped[Organisation] = relationship(init=False, lazy="joined", innerjoin=True)

    @property
    def name(self) -> str:
        """The name as this event prints it."""
        return self.printed_name or self.organisation.name

    @property
    def display_name(self) -> str:
        """The name where room is scarce."""
        return self.printed_name or self.organisation.display_name
