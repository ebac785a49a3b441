"""Sign in by a mailed one-use link or code; devices that can be signed out one by one. No passwords."""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Account, Device, SignInRequest
from app.services import tokens
from app.services.mail import outbox

PURPOSE = "sign-in"
LINK_LIFE = timedelta(minutes=20)
DEVICE_LIFE = timedelta(days=30)
MAX_FAILED_CODES = 5
MAX_REQUESTS_AN_HOUR = 6


class LinkNotUsable(DomainError):
    """Unknown, used or expired: one sentence for all codes, so that guessing learns nothing."""

    message = N_("This link or code has been used, has expired, or never existed. Ask for a new one.")
    heading = N_("This link does not sign you in")
    field = "code"
    status = 400


class LinkUsed(LinkNotUsable):
    """The link did its work before. Only who holds the whole link learns it: that is no guess."""

    message = N_("It signs you in once. For this device, or another time, ask for a new link.")
    heading = N_("This link has been used")


class LinkExpired(LinkNotUsable):
    """The link was not followed in time. Only who holds the whole link learns it."""

    message = N_("It was good for 20 minutes. Ask for a new link.")
    heading = N_("The time of this link is over")


class CodeClosed(DomainError):
    """A code is not guessed."""

    message = N_("Too many wrong codes: this code is closed. Follow the link in the mail, or send a new one.")
    field = "code"
    status = 422


class TooManyRequests(DomainError):
    """An address is asked for more links than a person would."""

    message = N_("Several links were sent to this address within the hour. Use the newest, or wait a little.")
    field = "email"
    status = 429


def normal_email(text: str) -> str:
    """Return the address in the one spelling it is kept and compared in."""
    return text.strip().lower()


def request_link(*, email: str, next_url: str, locale: str, now: datetime) -> SignInRequest:
    """Mail a one-use link and code to `email`. Works the same for known and unknown addresses."""
    email = normal_email(email)
    recent = select(func.count()).where(
        SignInRequest.email == email, SignInRequest.created_at > now - timedelta(hours=1)
    )
    if (db.session.scalar(recent) or 0) >= MAX_REQUESTS_AN_HOUR:
        raise TooManyRequests
    request = _new_request(email=email, next_url=next_url, now=now)
    outbox.enqueue(
        key=f"sign-in.{tokens.public_key(12)}",
        kind="sign_in",
        to_email=email,
        payload={"request_id": request.id, "locale": locale},
        now=now,
    )
    return request


def token_of(request: SignInRequest) -> str:
    """Return the token of a link that is being mailed."""
    return tokens.token_for(PURPOSE, request.salt)


def code_of(request: SignInRequest) -> str:
    """Return the code that does what the link does."""
    return tokens.code_for(PURPOSE + "-code", request.salt)


def make_link_token(*, email: str, now: datetime) -> str:
    """Return a one-use token without a mail, for operators at the server's console."""
    return token_of(_new_request(email=normal_email(email), next_url="", now=now))


def open_link(*, token: str, now: datetime) -> SignInRequest:
    """Look at a link without using it, so that mail scanners that follow links spend nothing.

    Raises LinkUsed, LinkExpired, and LinkNotUsable for a link that was never made.
    """
    request = db.session.scalar(
        select(SignInRequest).where(SignInRequest.token_hash == tokens.fingerprint(token))
    )
    if request is None:
        raise LinkNotUsable
    if request.used_at is not None:
        raise LinkUsed
    if request.expires_at <= now:
        raise LinkExpired
    return request


def use_link(*, token: str, device_label: str, now: datetime) -> tuple[str, str]:
    """Spend the link; return (device token, next_url). Two at once: one wins, one is refused."""
    return _spend(open_link(token=token, now=now), device_label=device_label, now=now)


def use_code(*, email: str, code: str, device_label: str, now: datetime) -> tuple[str, str]:
    """Spend the newest link of `email` by its code; five wrong ones close it. Return what `use_link` does.

    A wrong code is counted even though it is refused: the caller commits in both cases.
    """
    request = db.session.scalar(
        select(SignInRequest)
        .where(SignInRequest.email == normal_email(email), SignInRequest.used_at.is_(None))
        .where(SignInRequest.expires_at > now)
        .order_by(SignInRequest.id.desc())
        .limit(1)
        .with_for_update()
    )
    if request is None or request.failed_codes >= MAX_FAILED_CODES:
        raise LinkNotUsable
    if not hmac.compare_digest(code_of(request).encode(), code.strip().encode()):
        request.failed_codes += 1
        db.session.flush()
        raise LinkNotUsable
    return _spend(request, device_label=device_label, now=now)


def device_of(*, token: str, now: datetime) -> Device | None:
    """Return the signed-in device behind a session's token."""
    device = db.session.scalar(select(Device).where(Device.token_hash == tokens.fingerprint(token)))
    if device is None or device.revoked_at is not None or device.expires_at <= now:
        return None
    return device


def sign_out(*, device: Device, now: datetime) -> None:
    """End one device's session for good, wherever its cookie still lies."""
    device.revoked_at = now
    db.session.flush()


def account_for(*, email: str, now: datetime, name: str = "") -> Account:
    """Return the account of an address, made when it is new."""
    email = normal_email(email)
    whose = select(Account).where(Account.email == email)
    account = db.session.scalar(whose)
    if account is not None:
        return account
    made = Account(email=email, name=name, created_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same address came in at the same moment
        account = db.session.scalar(whose)
        if account is None:
            raise
        return account
    return made


def set_operator(*, email: str, operator: bool, now: datetime) -> Account:
    """Let the account of an address run this installation, or no longer; it is made when it is new."""
    account = account_for(email=email, now=now)
    account.is_operator = operator
    db.session.flush()
    return account


def _new_request(*, email: str, next_url: str, now: datetime) -> SignInRequest:
    salt = tokens.new_salt()
    request = SignInRequest(
        email=email,
        salt=salt,
        token_hash=tokens.fingerprint(tokens.token_for(PURPOSE, salt)),
        created_at=now,
        expires_at=now + LINK_LIFE,
        next_url=next_url,
    )
    db.session.add(request)
    db.session.flush()
    return request


def _spend(request: SignInRequest, *, device_label: str, now: datetime) -> tuple[str, str]:
    spent = db.session.scalar(
        update(SignInRequest)
        .where(SignInRequest.id == request.id, SignInRequest.used_at.is_(None))
        .values(used_at=now)
        .returning(SignInRequest.id)
    )
    if spent is None:
        raise LinkUsed
    account = account_for(email=request.email, now=now)
    token = tokens.new_token()
    db.session.add(
        Device(
            account_id=account.id,
            token_hash=tokens.fingerprint(token),
            label=device_label[:200],
            created_at=now,
            expires_at=now + DEVICE_LIFE,
        )
    )
    db.session.flush()
    return token, request.next_url
