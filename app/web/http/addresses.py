"""Full addresses of pages, for what leaves the site: the installation's own host, never the request's."""

from flask import current_app

from app.installation import installation


def absolute(endpoint: str, **values: str) -> str:
    """Return the full public address of an endpoint."""
    return absolute_path(current_app.url_map.bind("", script_name="/").build(endpoint, values))


def absolute_path(path: str) -> str:
    """Return the full public address of a path of ours."""
    return installation().base_url + path
