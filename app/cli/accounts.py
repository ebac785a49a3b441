"""Commands about accounts."""

import click
from email_validator import EmailNotValidError, validate_email
from flask import url_for

from app.cli.program import program
from app.extensions import db
from app.gateways import gateways
from app.services import accounts


@click.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-use link that signs EMAIL in."""
    try:
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error)) from error
    with program():
        token = accounts.make_link_token(email=email, now=gateways().clock.now())
        db.session.commit()
        click.echo(url_for("accounts.open_link", token=token, _external=True))
