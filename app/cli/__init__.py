"""The `sidestage` command: one group, one module per subject."""

import sys
from importlib import import_module

import click

from app.config import SettingError

# name -> module and attribute; loaded only when called, so that every command starts quickly.
COMMANDS = {
    "serve": "app.cli.serve:serve",
    "work": "app.cli.serve:work",
    "web": "app.cli.web_server:web",
    "upgrade": "app.cli.database:upgrade",
    "demo": "app.cli.database:demo",
    "rebuild-search": "app.cli.database:rebuild_search",
    "backup": "app.cli.backup:backup",
    "restore": "app.cli.backup:restore",
    "sign-in-link": "app.cli.accounts:sign_in_link",
    "make-operator": "app.cli.accounts:make_operator",
    "zones": "app.cli.zones:zones",
    "fair-hours": "app.cli.fair_hours:fair_hours",
}


class LateGroup(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=LateGroup, help="Sidestage: virtual side events, from the first date to the lasting record.")
def cli() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run a command; a wrong setting is one line that names it and the mend, not a traceback."""
    try:
        cli()
    except SettingError as error:
        click.echo(f"sidestage: {error}", err=True)
        sys.exit(2)
    except Exception as error:
        # PEP 249 names it for every driver. To import SQLAlchemy's would cost each command 200 ms.
        if not any(kind.__name__ == "OperationalError" for kind in type(error).__mro__):
            raise
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        click.echo(f"sidestage: SIDESTAGE_DATABASE_URL: the database does not answer ({reason}).", err=True)
        sys.exit(1)  # not 2: a later try may go better


if __name__ == "__main__":
    main()
