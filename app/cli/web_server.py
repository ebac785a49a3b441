"""The web server: the program is loaded once, tries its pages, and is then forked for each process.

What is not changed afterwards is shared by all of them: two processes that would take 210 MB when each loads
the program for itself take about 100 together, and both start in the time of one.
"""

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.cli.supervisor import end_with_parent

if TYPE_CHECKING:
    from flask import Flask

THREADS = 512
"""In each process, begun when needed. A slow reader or a slow upload holds one and nothing else: how much
runs at once is bounded by the connections to the database (extensions.CONNECTIONS)."""


@click.command(hidden=True)
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
@click.option("--workers", default=1)
def web(host: str, port: int, workers: int) -> None:
    """Serve pages alone: `sidestage serve` runs this beside the worker."""
    server = MPServer(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    logging.getLogger("_granian").addFilter(_is_news)
    if sys.platform != "linux":  # elsewhere a forked process is not safe: each loads the program for itself
        server.serve()
        return
    multiprocessing.set_start_method("fork")
    gc.disable()  # what is loaded stays: looking for garbage in it costs a sixth of the start
    app = _loaded()
    gc.freeze()
    master = os.getpid()

    def load() -> "Flask":
        end_with_parent(master, signal.SIGKILL)
        gc.enable()
        return app

    server.serve(target_loader=load, wrap_loader=False)


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out the server's doubt about so many threads: they wait for lines, not for the processor."""
    return "Python threads" not in record.getMessage()


def _loaded() -> "Flask":
    """Return the program with its pages tried, without connections and threads: neither survives a fork."""
    import wsgi
    from app.extensions import db

    _try_pages(wsgi.app)
    with wsgi.app.app_context():
        db.engine.dispose()
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(1)
    return wsgi.app


def _try_pages(app: "Flask") -> None:
    """Ask for the pages that most readers meet, so that templates and languages are loaded once for all."""
    from sqlalchemy.exc import SQLAlchemyError
    from werkzeug.test import Client

    from app.gateways import gateways
    from app.queries import public_events

    with app.app_context():
        try:
            events = [event.slug for event in public_events.coming(now=gateways().clock.now(), limit=1)]
        except SQLAlchemyError:
            return  # the database is away: the pages say so, and recover by themselves
    readers = Client(app)
    of_events = (f"/events/{slug}{page}" for slug in events for page in ("", ".ics", "/register"))
    for path in ("/", "/sign-in", "/search?q=a", *of_events):
        readers.get(path, base_url=app.config["SETTINGS"].base_url).close()
