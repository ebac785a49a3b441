"""Start the server and the worker."""

import os
import sys

import click
from flask import Flask, url_for

from app import create_app, worker
from app.cli.database import bring_up_to_date, load_demo_when_empty
from app.cli.supervisor import require_free_port, run_together
from app.config import Settings
from app.extensions import db
from app.gateways import gateways
from app.services import accounts, demo


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=int, help="Port; also PORT.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 32), help="Web processes.")
@click.option("--demo", "with_demo", is_flag=True, help="Load the demo when the database is empty.")
def serve(host: str, port: int, workers: int, *, with_demo: bool) -> None:
    """Bring the database up to date and run web and worker until Ctrl-C."""
    os.environ["PORT"] = str(port)
    require_free_port(host, port)
    app = create_app()
    bring_up_to_date(app)
    if with_demo:
        load_demo_when_empty(app)
    _greet(app, with_demo=with_demo)
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4"]
    web += ["--workers", str(workers), "--host", host, "--port", str(port)]
    web += ["--log-level", "warning", "wsgi:app"]
    run_together({"the web server": web, "the worker": [sys.executable, "-m", "app.cli", "work"]})


@click.command()
def work() -> None:
    """Deliver mail and do what is due, until stopped."""
    worker.run_forever(create_app())


def _greet(app: Flask, *, with_demo: bool) -> None:
    settings: Settings = app.config["SETTINGS"]
    click.echo(f"\nSidestage runs at {settings.base_url}")
    if with_demo:
        with app.test_request_context(base_url=settings.base_url):
            token = accounts.make_link_token(email=demo.ORGANISER_EMAIL, now=gateways().clock.now())
            db.session.commit()
            click.echo(
                f"Sign in as the demo organiser: {url_for('accounts.open_link', token=token, _external=True)}"
            )
    if settings.mail_url is None:
        click.echo(f"Mail is not sent but kept: {settings.base_url}/dev/mail")
    click.echo("Stop with Ctrl-C.\n")
