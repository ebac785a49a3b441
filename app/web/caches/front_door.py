"""Answers that are still true are given before Flask wakes: to anonymous readers of public pages and files.

A view says what its answer depends on (`keep`). The door remembers the finished answer for this very
request (address, cookies, language) and asks the one query behind its facts each time. What is not
answered here goes on to Flask, so the door can only be faster, never different (ADR 6).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, request
from sqlalchemy.exc import SQLAlchemyError

from app import sqlite
from app.web.http.compression import takes_gzip

KEEP = "sidestage.keep"
SESSION_MARK = "sidestage_session="
MOST_BYTES, LONGEST_KEY = 32 * 1024**2, 1024
_NOT_KEPT = frozenset({"content-length", "content-encoding", "date", "set-cookie"})
_PASSED_ON = ("HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_AUTHORIZATION")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGI = Callable[[Environ, StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Reusable:
    """A body, its compressed twin if it has one, and how to learn whether it is still true."""

    body: bytes
    zipped: bytes | None
    facts: object
    read_facts: Callable[[], object]


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """An answer with the headers that Flask gave it."""

    answer: Reusable
    headers: tuple[tuple[str, str], ...]
    tag: str


def keep(answer: Reusable) -> None:
    """Let the door give this answer to the next reader who asks the same."""
    request.environ[KEEP] = answer


class FrontDoor:
    """A WSGI layer with the answers of one process, the least recently used ones dropped first."""

    def __init__(self, inner: WSGI) -> None:
        self._inner = inner
        self._kept: LRUCache[tuple[str, ...], StoredResponse] = LRUCache(MOST_BYTES, getsizeof=_size)
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a known request whose facts stand, or pass it on and listen."""
        key = _key(environ)
        if key is None:
            return self._inner(environ, start_response)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and _still_true(kept.answer):
            return _give(kept, environ, start_response)
        return self._inner(environ, self._listening(key, environ, start_response))

    def forget(self) -> None:
        """Drop every answer."""
        with self._lock:
            self._kept.clear()

    def _listening(
        self, key: tuple[str, ...], environ: Environ, start_response: StartResponse
    ) -> StartResponse:
        def listen(status: str, headers: list[tuple[str, str]], *more: object) -> Any:
            answer = environ.get(KEEP)
            if answer is not None and status.startswith("200"):
                named = dict(headers)
                kept = tuple((name, value) for name, value in headers if name.lower() not in _NOT_KEPT)
                with self._lock:
                    self._kept[key] = StoredResponse(answer, kept, named.get("ETag", ""))
            return start_response(status, headers, *more)

        return listen


def init(app: Flask) -> None:
    """Put the door before the app."""
    door = app.extensions["front_door"] = FrontDoor(app.wsgi_app)
    app.wsgi_app = door  # type: ignore[method-assign]


def _key(environ: Environ) -> tuple[str, ...] | None:
    """What an answer may depend on; None where none is given here (session, query, part, long header)."""
    cookies = environ.get("HTTP_COOKIE", "")
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or SESSION_MARK in cookies:
        return None
    if environ.get("QUERY_STRING") or any(name in environ for name in _PASSED_ON):
        return None
    key = (environ["PATH_INFO"], cookies, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _size(kept: StoredResponse) -> int:
    return len(kept.answer.body) + len(kept.answer.zipped or b"") + 1024


def _still_true(answer: Reusable) -> bool:
    sqlite.read_only(reading=True)
    try:
        return answer.read_facts() == answer.facts
    except SQLAlchemyError:
        return False  # Flask meets the same trouble and says so in a page
    finally:
        sqlite.read_only(reading=False)


def _give(kept: StoredResponse, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if kept.tag and kept.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 NOT MODIFIED", list(kept.headers))
        return ()
    body, headers = kept.answer.body, list(kept.headers)
    if kept.answer.zipped is not None and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = kept.answer.zipped
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return (body,) if environ["REQUEST_METHOD"] == "GET" else ()
