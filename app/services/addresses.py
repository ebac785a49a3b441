"""Addresses as mails and calendar files give them: the installation's own, never the request's host."""

from urllib.parse import urlsplit

from flask import current_app


def absolute(endpoint: str, **values: str) -> str:
    """Return the full public address of an endpoint."""
    base: str = current_app.config["SETTINGS"].base_url
    return base + current_app.url_map.bind("", script_name="/").build(endpoint, values)


def message_id(key: str) -> str:
    """Return the Message-ID of the mail with this key: the same at every attempt (RFC 5322 section 3.6.4)."""
    return f"<{key}@{host()}>"


def host() -> str:
    """Return the installation's host name, for UIDs and Message-IDs; an IPv6 address stands in brackets."""
    name = urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
    return f"[{name}]" if ":" in name else name
