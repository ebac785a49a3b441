"""Two hundred workers killed without warning: every mail arrives, and once but for one window (row X6)."""

import json
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.support.sources import ROOT

KILLS = 200


@contextmanager
def sink(log):
    """Run a mail server that writes down what it took before it says so."""
    command = [sys.executable, "-m", "benchmarks.smtp_sink", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"smtp://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@pytest.mark.slow
def test_every_mail_arrives_and_only_the_one_in_the_window_can_go_twice(tmp_path):
    log = tmp_path / "taken"
    with sink(log) as mail_url:
        command = [sys.executable, "-m", "tests.support.killed_workers", tmp_path, mail_url, log, KILLS, 7]
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, capture_output=True, text=True, timeout=500, check=False
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    print(found)
    assert (found["arrived"], found["sent"]) == (3000, 3000)
    assert 200 < found["by_killed"] < 3000  # they were killed at work, neither before nor after it
    assert found["most_in_a_window"] <= 1  # between the server's 250 and our commit
    assert found["repeats"] == found["windows"]
    assert found["repeated_outside"] == 0
