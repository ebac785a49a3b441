"""People who sign in to the desk. No passwords: a mailed one-use link and code open a device session."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base


class Account(Base):
    """Somebody with a desk. `email` is kept lower-cased and is never public."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    is_operator: Mapped[bool] = mapped_column(default=False)


class SignInRequest(Base):
    """One mailed chance to sign in: the salt its link and code are derived from, and the link's hash."""

    __tablename__ = "sign_in_request"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(String(254), index=True)
    salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    next_url: Mapped[str] = mapped_column(default="")
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    failed_codes: Mapped[int] = mapped_column(default=0)


class Device(Base):
    """One browser that is signed in; deleting or revoking the row signs it out."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)

    account: Mapped[Account] = relationship(init=False, lazy="joined", innerjoin=True)
