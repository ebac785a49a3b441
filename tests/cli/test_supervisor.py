"""What dies is started again, what must stop stops whole: with real processes, on loopback."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing

import click
import pytest

from app.cli.supervisor import require_free_port
from tests.support.processes import PATIENCE, alive, started, wait_for

SCRIPT = """
import sys
from app.cli.supervisor import Child, run_together
folder = sys.argv[1]
child = "import os, subprocess, time; " \\
    f"open({folder!r} + '/pids', 'a').write(f'{{os.getpid()}}\\\\n'); " \\
    "grandchild = subprocess.Popen(['sleep', '60']); " \\
    f"open({folder!r} + '/grandchildren', 'a').write(f'{{grandchild.pid}}\\\\n'); " \\
    "time.sleep(60)"
run_together([Child("a child", [sys.executable, "-c", child])])
"""


def pids(path):
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.fixture
def supervised(tmp_path):
    process = started([sys.executable, "-c", SCRIPT, str(tmp_path)], stderr=subprocess.DEVNULL)
    wait_for(lambda: pids(tmp_path / "grandchildren"))
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def test_what_dies_is_started_again(supervised, tmp_path):
    first = pids(tmp_path / "pids")[0]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(pids(tmp_path / "grandchildren")) == 2)
    assert supervised.poll() is None
    assert not alive(pids(tmp_path / "grandchildren")[0])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nobody_behind(supervised, tmp_path, how):
    supervised.send_signal(how)
    assert supervised.wait(PATIENCE) == 0
    everybody = pids(tmp_path / "pids") + pids(tmp_path / "grandchildren")
    wait_for(lambda: not any(map(alive, everybody)))


def test_a_killed_master_takes_its_processes_along(supervised, tmp_path):
    supervised.kill()
    supervised.wait()
    wait_for(lambda: not alive(pids(tmp_path / "pids")[0]))
    for orphan in filter(alive, pids(tmp_path / "grandchildren")):
        os.kill(orphan, signal.SIGKILL)


def test_a_wrong_setting_is_not_tried_again():
    script = (
        "import sys; from app.cli.supervisor import Child, run_together; "
        "wrong = Child('one', [sys.executable, '-c', 'raise SystemExit(2)']); "
        "run_together([Child('another', ['sleep', '60']), wrong])"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (ended.returncode, ended.stderr) == (2, "")


def test_a_port_in_use_is_said_in_one_line():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"port {port} .*PORT={port + 1}"):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)
