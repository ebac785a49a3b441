"""Start the server and the worker.

This process loads no program: it looks whether the database is up to date, starts the web server, and once
that answers, the worker. A start that has nothing to change is a start of the web server alone.
"""

import os
import subprocess
import sys
import time

import click

from app import schema
from app.cli.database_state import look
from app.cli.supervisor import Child, require_free_port, run_together, somebody_answers
from app.config import ROOT, Settings

SIDESTAGE = [sys.executable, "-m", "app.cli"]
PORTS = click.IntRange(1, 65535)
PATIENCE_SECONDS = 15.0  # then the worker starts all the same: mail does not wait for pages


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=PORTS, help="Port; also PORT.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 32), help="Web processes.")
@click.option("--demo", "with_demo", is_flag=True, help="Load the demo when the database is empty.")
def serve(host: str, port: int, workers: int, *, with_demo: bool) -> None:
    """Bring the database up to date and run web and worker until Ctrl-C."""
    os.environ["PORT"] = str(port)
    settings = Settings.from_env()
    require_free_port(host, port)
    _bring_up_to_date(settings, with_demo=with_demo)
    web = Child("the web server", [*SIDESTAGE, "web", "--host", host, "--port", str(port)])
    web.command += ["--workers", str(workers)]
    worker = Child("the worker", [*SIDESTAGE, "work"], once=("--demo-link",) if with_demo else ())
    worker.may_start = _Up(host, port, settings)
    run_together([web, worker])


@click.command()
@click.option("--demo-link", is_flag=True, hidden=True)
def work(*, demo_link: bool) -> None:
    """Deliver mail and do what is due, until stopped."""
    from app import create_app  # here, so that `serve` stays small
    from app.worker.queue import run_forever

    app = create_app()
    if demo_link:
        from app.cli.accounts import link_for
        from app.services.demo import ORGANISER_EMAIL

        click.echo(f"Sign in as the demo organiser: {link_for(app, ORGANISER_EMAIL)}\n")
    run_forever(app)


def _bring_up_to_date(settings: Settings, *, with_demo: bool) -> None:
    found = look(settings.database_url)
    if found.revision == schema.newest() and (found.has_events or not with_demo):
        return
    command = [*SIDESTAGE, "demo" if with_demo else "upgrade"]
    done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own command
    if done.returncode:
        sys.exit(done.returncode)


class _Up:
    """Whether the web server answers; says so once."""

    def __init__(self, host: str, port: int, settings: Settings) -> None:
        self._place, self._settings = (host, port), settings
        self._patience = time.monotonic() + PATIENCE_SECONDS
        self._greeted = False

    def __call__(self) -> bool:
        """Greet as soon as somebody answers; be content without when it takes too long."""
        if self._greeted or time.monotonic() > self._patience:
            return True
        self._greeted = somebody_answers(*self._place)
        if self._greeted:
            click.echo(f"\nSidestage runs at {self._settings.base_url}")
            if self._settings.mail_url is None:
                click.echo(f"Mail is not sent but kept: {self._settings.base_url}/dev/mail")
            click.echo("Stop with Ctrl-C.")
        return self._greeted
