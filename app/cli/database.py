"""Commands that make and fill the database."""

import click
from flask import Flask
from sqlalchemy import select

from app import create_app, schema
from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.services import demo as demo_data


@click.command()
def upgrade() -> None:
    """Bring the database to this version."""
    bring_up_to_date(create_app())


@click.command()
def demo() -> None:
    """Load the demo into an empty database."""
    app = create_app()
    bring_up_to_date(app)
    click.echo(
        "The demo is loaded."
        if load_demo_when_empty(app)
        else "The database has events already: nothing was added."
    )


def bring_up_to_date(app: Flask) -> None:
    """Run the migrations that are missing."""
    with app.app_context():
        schema.upgrade()


def load_demo_when_empty(app: Flask) -> bool:
    """Load the demo unless there are events; return whether it was loaded."""
    with app.test_request_context(base_url=app.config["SETTINGS"].base_url):
        if db.session.scalar(select(Event.id).limit(1)) is not None:
            return False
        demo_data.load(now=gateways().clock.now())
        db.session.commit()
        return True


@click.command(help="Write the texts that searches compare anew, while Sidestage runs.")
def rebuild_search() -> None:
    """Drop and write them in one transaction, so that no search finds less meanwhile."""
    from app.services import search_texts

    with create_app().app_context():
        search_texts.forget_all()
        count = 0
        while written := search_texts.fill():
            count += written
        db.session.commit()
    click.echo(f"{count} texts are written.")
