"""A real browser on a live server: Chromium through Playwright, the program on a thread beside the test."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, got_request_exception
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

FLAGS = [
    "--no-sandbox",  # tests may run as root; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000  # how long a page may take, in every wait of every journey
expect.set_options(timeout=PATIENCE_MS)

WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


def find_chromium() -> str | None:
    """Return the browser that SIDESTAGE_CHROMIUM names, or the system's."""
    names = (os.environ.get("SIDESTAGE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@contextmanager
def running_browser(executable: str) -> Iterator[Browser]:
    """Run one headless browser for the length of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _QuietHandler(WSGIRequestHandler):
    def log_request(self, *_answer: object) -> None:
        """Say nothing: a failing test shows its pages, not its requests."""


def _read_whole(app: WSGI) -> WSGI:
    """Take an answer from the program before it is sent, so that a page that leaves leaves no file open."""

    def run(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            getattr(answer, "close", lambda: None)()

    return run


@contextmanager
def serving(app: Flask, port: int) -> Iterator[None]:
    """Serve `app` on loopback for the length of the block, on threads of this process."""
    server = make_server("127.0.0.1", port, _read_whole(app), threaded=True, request_handler=_QuietHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="live server", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Visits:
    """The pages of one test: opens them, and knows at the end what went wrong inside them."""

    def __init__(self, browser: Browser, app: Flask, base_url: str) -> None:
        self._browser = browser
        self._base_url = base_url
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self._app = app
        got_request_exception.connect(self._server_failed, app)

    def open(
        self, *, zone: str = "Africa/Lagos", width: int = 1280, height: int = 800, **options: Any
    ) -> Page:
        """Return an empty page of a new visitor, who lives in `zone`; no other host can be reached."""
        context = self._browser.new_context(
            base_url=self._base_url,
            timezone_id=zone,
            locale=options.pop("locale", "en-GB"),
            viewport={"width": width, "height": height},
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.route(lambda url: not url.startswith((self._base_url, "data:", "blob:")), self._refuse)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", self._said)
        return page

    def take_pictures(self, stem: Path) -> None:
        """Write a picture of every page that is still open."""
        stem.parent.mkdir(parents=True, exist_ok=True)
        pages = [page for context in self._contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            page.screenshot(path=f"{stem}-{number}.png", full_page=True)

    def close(self) -> list[str]:
        """Close all pages; return what they and the server complained about."""
        for context in self._contexts:
            context.close()
        got_request_exception.disconnect(self._server_failed, self._app)
        return self.complaints

    def _refuse(self, route: Any) -> None:
        self.complaints.append(f"asked another host: {route.request.url}")
        route.abort()

    def _said(self, message: ConsoleMessage) -> None:
        # A refused form answers 4xx, which Chromium reports as an error though it is the answer we want.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _server_failed(self, _app: Flask, exception: Exception) -> None:
        self.complaints.append(f"server: {type(exception).__name__}: {exception}")
