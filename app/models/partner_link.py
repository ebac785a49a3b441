"""The people of an organisation who see a draft by a link, their words about it, and the sign-offs."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.organisation import Organiser


class PartnerLink(Base):
    """One person's link to an organisation's part in an event (rows O3, O5)."""

    __tablename__ = "partner_link"
    __table_args__ = (UniqueConstraint("organiser_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # its name in the desk's forms
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254))
    invited_by: Mapped[str]
    token_salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    may_sign: Mapped[bool] = mapped_column(default=True)
    is_contact: Mapped[bool] = mapped_column(default=False)  # whom the organisers turn to
    added_by: Mapped[str] = mapped_column(
        String(16), default=""
    )  # key of the colleague's link, who may revoke
    browsers: Mapped[int] = mapped_column(default=0)  # in which it was opened since it was last made

    organiser: Mapped[Organiser] = relationship(init=False, lazy="joined", innerjoin=True)


class SignOff(Base):
    """One word about one part (domain.sign_off.Part) of one version.

    `snapshot` is what the part read: a change of it is a change of what was signed, told word by word.
    """

    __tablename__ = "sign_off"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]
    by: Mapped[str]
    given: Mapped[bool]
    revision: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class SignOffWaiver(Base):
    """Why a part goes out without the signatures that are missing, said by the lead for what it reads now."""

    __tablename__ = "sign_off_waiver"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(24))
    version: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]


class EventComment(Base):
    """What somebody says about a draft; `organiser_id` is None for the event's own team."""

    __tablename__ = "event_comment"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    organiser_id: Mapped[int | None] = mapped_column(
        ForeignKey("organiser.id", ondelete="SET NULL"), default=None, index=True
    )
    at: Mapped[datetime]
    by: Mapped[str]
    text: Mapped[str]
