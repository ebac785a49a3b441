"""Secrets in links: unguessable, hashed at rest, derived again only with the installation's key (X4)."""

import base64
import hashlib
import hmac
import secrets

from app.installation import installation

DIGITS = 6


def new_salt() -> str:
    """Return what one link's token is derived from; rotating it revokes the link."""
    return secrets.token_urlsafe(18)


def token_for(purpose: str, salt: str) -> str:
    """Derive the link's token (43 URL-safe characters) from its salt and the installation's secret key.

    The database alone therefore opens nothing, and the same mail can be rendered again later.
    """
    key = installation().secret_key.encode()
    digest = hmac.new(key, f"{purpose}:{salt}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def code_for(purpose: str, salt: str) -> str:
    """Derive six digits to type where the link cannot be followed."""
    number = int.from_bytes(hashlib.sha256(token_for(purpose, salt).encode()).digest())
    return f"{number % 10**DIGITS:0{DIGITS}}"


def new_token() -> str:
    """Return a random token for a session; only its fingerprint is stored."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """Return what is stored and looked up instead of the token: SHA-256, hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def public_key(size: int = 6) -> str:
    """Return a short random name for addresses: lower-case letters and digits, no database id."""
    return secrets.token_hex(size)
