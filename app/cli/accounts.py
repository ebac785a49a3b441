"""Commands about accounts."""

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask, url_for

from app.cli.program import program
from app.extensions import db
from app.gateways import gateways
from app.services import accounts


@click.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-use link that signs EMAIL in."""
    email = _address(email)
    with program():
        click.echo(_link(email))


@click.command("make-operator")
@click.argument("email")
@click.option("--not", "no_longer", is_flag=True, help="Take the right away again.")
def make_operator(email: str, *, no_longer: bool) -> None:
    """Let EMAIL run this installation: clock rules, mail that came in, every forum and record."""
    email = _address(email)
    with program():
        accounts.set_operator(email=email, operator=not no_longer, now=gateways().clock.now())
        db.session.commit()
        click.echo(f"{email} {'no longer runs' if no_longer else 'runs'} this installation.")
        if not no_longer:
            click.echo(f"Sign in: {_link(email)}")


def link_for(app: Flask, email: str) -> str:
    """Return a one-use link that signs `email` in."""
    with app.test_request_context(base_url=app.config["SETTINGS"].base_url):
        return _link(email)


def _link(email: str) -> str:
    token = accounts.make_link_token(email=email, now=gateways().clock.now())
    db.session.commit()
    return url_for("accounts.open_link", token=token, _external=True)


def _address(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error)) from error
