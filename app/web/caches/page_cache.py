"""Rendered public pages, kept in memory under a key that says whether they are still true.

The key holds everything a page depends on (revision, phase, reader's zone, language), so nothing is ever
invalidated: an outdated page is simply never asked for again and falls out of the cache.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, request, session
from flask_babel import get_locale

from app.domain.clocks import zones
from app.web import access, reader
from app.web.caches.front_door import Reusable, keep
from app.web.http import headers
from app.web.http.compression import asked_for_gzip

MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its bytes, the same compressed, and the policy that its embeds need."""

    body: bytes
    zipped: bytes
    policy: str | None


class PageCache:
    """At most so many bytes of pages, the least recently used ones dropped first; safe between threads."""

    def __init__(self, megabytes: int = 32) -> None:
        self._pages: LRUCache[str, Page] = LRUCache(
            megabytes * MEGABYTE, getsizeof=lambda page: len(page.body) + len(page.zipped)
        )
        self._lock = Lock()

    def get(self, key: str) -> Page | None:
        """Return the page of `key`."""
        with self._lock:
            return self._pages.get(key)

    def put(self, key: str, page: Page) -> None:
        """Keep a page; one larger than the whole cache is not kept."""
        with self._lock:
            if len(page.body) + len(page.zipped) <= self._pages.maxsize:
                self._pages[key] = page


def init(app: Flask) -> None:
    """Give the app its cache, and a mark that changes with every release."""
    app.extensions["pages"] = PageCache()
    app.extensions["build"] = _build(Path(str(app.template_folder)), Path(str(app.static_folder)))


def cached(
    facts: tuple[object, ...], render: Callable[[], str], *, read_facts: Callable[[], tuple[object, ...]]
) -> Response:
    """Answer from the cache, with 304 where the browser has the page, or render it and keep it.

    `facts` is what the page depends on besides the reader, `read_facts` asks for them afresh outside of a
    request (front_door.py). A page that greets (flash messages) is not kept.
    """
    if session.get("_flashes") or current_app.debug:
        return Response(render(), headers={"Cache-Control": "private, no-store"})
    key = _key(facts)
    if request.headers.get("If-None-Match") == f'W/"{key}"':
        return _dressed(Response(status=304), key)
    pages: PageCache = current_app.extensions["pages"]
    page = pages.get(key)
    if page is None:
        body = render().encode()
        extra = g.get("csp")
        page = Page(body, gzip.compress(body, 6, mtime=0), headers.policy(extra) if extra else None)
        pages.put(key, page)
    keep(Reusable(page.body, page.zipped, facts, read_facts))
    zipped = asked_for_gzip()
    response = Response(page.zipped if zipped else page.body, content_type="text/html; charset=utf-8")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    if page.policy:
        response.headers["Content-Security-Policy"] = page.policy
    return _dressed(response, key)


def _dressed(response: Response, key: str) -> Response:
    response.headers["ETag"] = f'W/"{key}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    return response


def _key(facts: tuple[object, ...]) -> str:
    everything: tuple[Any, ...] = (
        *facts,
        request.path,
        reader.reader_zone(),
        str(get_locale()),
        access.has_session(),
        zones.zone_data_version(),
        current_app.extensions["build"],
    )
    return hashlib.blake2b(repr(everything).encode(), digest_size=12).hexdigest()


def _build(*folders: Path) -> str:
    stamps = sorted(
        (str(path), path.stat().st_mtime_ns)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )
    return hashlib.blake2b(repr(stamps).encode(), digest_size=6).hexdigest()
