"""What search engines ask for: which pages there are, and which addresses are nobody's business.

Formats: sitemaps.org protocol 0.9, RFC 9309.
"""

from datetime import datetime

from flask import Response, redirect, url_for
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from app.queries import public_addresses
from app.web import access
from app.web.http.addresses import absolute
from app.web.program.blueprint import blueprint

# Pages behind a token, or of no use to a reader who arrives from a search.
PRIVATE = (
    "/desk",
    "/dev",
    "/join",
    "/my",
    "/partner",
    "/poll",
    "/sign-in",
    "/speak",
    "/unsubscribe",
    "/zone",
)


@blueprint.get("/robots.txt")
@access.public
def robots() -> Response:
    closed = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    return Response(
        f"User-agent: *\n{closed}\nSitemap: {absolute('program.sitemap')}\n", mimetype="text/plain"
    )


@blueprint.get("/sitemap.xml")
@access.public
def sitemap() -> Response:
    found = public_addresses.newest()
    entries = [_entry(absolute("program.home"))]
    entries += [_entry(absolute("program.event", slug=slug), changed) for slug, changed in found.events]
    for endpoint, slugs in (
        ("program.edition", found.editions),
        ("program.organisation", found.organisations),
        ("program.person", found.people),
    ):
        entries += [_entry(absolute(endpoint, slug=slug)) for slug in slugs]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return Response("\n".join([head, *entries, "</urlset>\n"]), mimetype="application/xml")


def _entry(address: str, changed: datetime | None = None) -> str:
    when = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>"


@blueprint.get("/favicon.ico")
@access.public
def icon() -> AnyResponse:
    """Lead programs that look for the mark at its old place to it."""
    return redirect(url_for("static", filename="mark.svg"), 301)


@blueprint.get("/events")
@access.public
def events() -> AnyResponse:
    """Lead who shortens an event's address to the programme."""
    return redirect(url_for("program.home"), 301)
