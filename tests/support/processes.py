"""Real processes of a test: whether they live, and waiting until something is so."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    """Come back as soon as it is so; fail when it is not so in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def alive(pid: int) -> bool:
    """Tell a process that runs from one that is gone or only waits to be buried."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
