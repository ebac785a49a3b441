"""What a run of the tests needs from the machine, and what is said where it is missing."""

import os

import pytest

SERVER = (
    "SIDESTAGE_TEST_POSTGRESQL"  # the throw-away server, told to the workers by the process that started it
)
KINDS = ("sqlite", "postgresql")


def database_kind() -> str:
    """Return the database of this run: sqlite or postgresql."""
    kind = os.environ.get("SIDESTAGE_TEST_DATABASE", "sqlite")
    if kind not in KINDS:
        raise pytest.UsageError(f"SIDESTAGE_TEST_DATABASE is {kind!r}; it can be sqlite or postgresql")
    return kind


def in_ci() -> bool:
    """Whether nothing may be skipped."""
    return os.environ.get("CI") == "true"


def missing(what: str, package: str) -> str:
    """Return the one loud line."""
    return f"*** NOT TESTED HERE for want of {what}. The mend, as root: apt-get install {package} ***"
