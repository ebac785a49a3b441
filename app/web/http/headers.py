"""Security headers on every response. A view that shows an embed adds its own source (habit 11)."""

from flask import Flask, Response, g, request, session

BASE = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}


def allow(directive: str, source: str) -> None:
    """Let this one response load `source` under `directive`, e.g. the player of a video site."""
    g.setdefault("csp", []).append((directive, source))


def policy(extra: list[tuple[str, str]]) -> str:
    """Return the Content-Security-Policy with the response's own additions."""
    directives = {name: list(sources) for name, sources in BASE.items()}
    for directive, source in extra:
        directives.setdefault(directive, ["'self'"]).append(source)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


_DEFAULT_POLICY = policy([])


def init(app: Flask) -> None:
    """Add the headers after every request."""
    secure = app.config["SETTINGS"].base_url.startswith("https://")

    @app.after_request
    def add_headers(response: Response) -> Response:
        extra = g.get("csp")
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy(extra) if extra else _DEFAULT_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "token" in (request.view_args or {}):
            # A personal address: kept out of referrers, caches and indexes (row X4).
            headers["Referrer-Policy"] = "no-referrer"
            if not headers.get("Cache-Control", "").startswith("private"):  # a calendar that its owner keeps
                headers["Cache-Control"] = "no-store"
            headers["X-Robots-Tag"] = "noindex, nofollow"
        elif "_user_id" in session:
            # What the desk shows is gone with the session, also for the back button.
            headers.setdefault("Cache-Control", "private, no-store")
        return response
