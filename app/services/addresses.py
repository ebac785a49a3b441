"""Addresses as mails and calendar files give them: the installation's own, never the request's host."""

from flask import current_app, url_for


def absolute(endpoint: str, **values: str) -> str:
    """Return the full public address of an endpoint."""
    base: str = current_app.config["SETTINGS"].base_url
    return base + url_for(endpoint, **values)


def host() -> str:
    """Return the installation's host name, for UIDs and Message-IDs."""
    base: str = current_app.config["SETTINGS"].base_url
    return base.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0] or "localhost"
