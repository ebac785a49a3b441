"""Lists that a person puts in order with buttons: what a button says, and where the focus goes afterwards."""

from typing import NamedTuple

from flask import request

STEPS = {"up": -1, "down": 1}


class Command(NamedTuple):
    """What a button of a list asks for, as in name="do" value="up:amara-okafor"."""

    verb: str
    key: str


def command() -> Command:
    """Return what the pressed button asks for; ("", "") where there was none."""
    verb, _colon, key = request.form.get("do", "").partition(":")
    return Command(verb, key)


def pressed() -> Command:
    """Return the button that the page before was left by, so that it can have the focus again."""
    verb, _colon, key = request.args.get("did", "").partition(":")
    return Command(verb, key)
