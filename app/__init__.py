"""Sidestage: virtual side events, from the first date to the lasting record."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings
    from app.gateways import Gateways


def create_app(settings: "Settings | None" = None, gateways: "Gateways | None" = None) -> "Flask":
    """Make the application; `gateways` replaces the outside world in tests.

    What it is made of is loaded here and not with the package: a command that needs no application starts in
    a tenth of a second, and the process that watches over the others stays small.
    """
    from app.factory import make

    return make(settings, gateways)
