"""Real processes of a test: whether they live, and waiting until something is so."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 120
"""Seconds to wait for what must happen: so many that a machine with much else to do is only slow."""


def started(command: list[str], **options: Any) -> subprocess.Popen[Any]:
    """Start a program that Ctrl-C ends, also where this run of the tests was started without (`nohup ... &`).

    A signal that is ignored stays ignored in every program started from here (POSIX, exec).
    """
    return subprocess.Popen(command, preexec_fn=_heed_interrupts, **options)  # noqa: PLW1509 - sets a signal


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(condition: Callable[[], object]) -> None:
    """Come back as soon as it is so; fail when it is not so in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def alive(pid: int) -> bool:
    """Tell a process that runs from one that is gone or only waits to be buried."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
