"""Addresses as mails and calendar files give them: the installation's own, never the request's host."""

from flask import current_app


def absolute(endpoint: str, **values: str) -> str:
    """Return the full public address of an endpoint."""
    base: str = current_app.config["SETTINGS"].base_url
    return base + current_app.url_map.bind("", script_name="/").build(endpoint, values)


def message_id(key: str) -> str:
    """Return the Message-ID of the mail with this key: the same at every attempt (RFC 5322 section 3.6.4)."""
    return f"<{key}@{host()}>"


def host() -> str:
    """Return the installation's host name, for UIDs and Message-IDs."""
    base: str = current_app.config["SETTINGS"].base_url
    return base.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0] or "localhost"
