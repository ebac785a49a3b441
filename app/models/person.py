"""People as records, their affiliations, and their part in an event as it was on the day."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.lifecycle import ParticipationState
from app.extensions import Base
from app.models.organisation import Organisation


class Person(Base):
    """Somebody who takes part in events. `email`, `zone` and `needs` are private; nothing is guessed."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(300), index=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True, default=None)
    pronunciation: Mapped[str] = mapped_column(default="")
    bio: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    language: Mapped[str | None] = mapped_column(String(16), default=None)
    photo_key: Mapped[str] = mapped_column(String(80), default="")
    honorific: Mapped[str] = mapped_column(
        String(60), default=""
    )  # apart from the name: not printed everywhere
    pronouns: Mapped[str] = mapped_column(String(60), default="")
    languages: Mapped[list[str]] = mapped_column(default_factory=list)  # spoken; `language` is that of mails
    voice_key: Mapped[str] = mapped_column(String(80), default="")  # the name, said by its owner
    gender: Mapped[str] = mapped_column(String(16), default="")  # as they say; shown in sums alone (row P9)

    aliases: Mapped[list["PersonAlias"]] = relationship(
        init=False, order_by="PersonAlias.name", cascade="all, delete-orphan", passive_deletes=True
    )
    affiliations: Mapped[list["Affiliation"]] = relationship(
        init=False, order_by="Affiliation.position", cascade="all, delete-orphan", passive_deletes=True
    )


class PersonAlias(Base):
    """Another spelling under which a person is found."""

    __tablename__ = "person_alias"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(300))


class Affiliation(Base):
    """One of a person's present affiliations, in the order the person gives them."""

    __tablename__ = "affiliation"
    __table_args__ = (UniqueConstraint("person_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    position: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(default="")  # the position held there
    country: Mapped[str | None] = mapped_column(String(2), default=None)

    organisation: Mapped[Organisation] = relationship(init=False, lazy="joined", innerjoin=True)


class Participation(Base):
    """A person in an event: roles, state and place in the list; several roles, several items (row P3)."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    roles: Mapped[list[str]] = mapped_column(default_factory=list)
    state: Mapped[ParticipationState] = mapped_column(default=ParticipationState.PROPOSED)
    name_printed: Mapped[str]  # as printed for this event; a later change of the record leaves it
    in_published_list: Mapped[bool] = mapped_column(default=True)
    # What the event shows of the profile; later edits leave it once the event was held (row P2).
    pronunciation: Mapped[str] = mapped_column(default="")
    bio: Mapped[str] = mapped_column(default="")
    photo_key: Mapped[str] = mapped_column(String(80), default="")
    honorific: Mapped[str] = mapped_column(String(60), default="")  # as it begins `name_printed`; else ""
    pronouns: Mapped[str] = mapped_column(String(60), default="")
    voice_key: Mapped[str] = mapped_column(String(80), default="")  # for the team alone

    person: Mapped[Person] = relationship(init=False, lazy="joined", innerjoin=True)
    affiliations: Mapped[list["AffiliationThen"]] = relationship(
        init=False, order_by="AffiliationThen.position", cascade="all, delete-orphan", passive_deletes=True
    )


class AffiliationThen(Base):
    """An affiliation as of one event, copied from the person and not moved by later edits (row P2)."""

    __tablename__ = "affiliation_then"
    __table_args__ = (UniqueConstraint("participation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id", ondelete="CASCADE"))
    position: Mapped[int]
    organisation_name: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), default=None, index=True
    )
    title: Mapped[str] = mapped_column(default="")
    country: Mapped[str | None] = mapped_column(String(2), default=None)

    organisation: Mapped[Organisation | None] = relationship(init=False, lazy="joined")
