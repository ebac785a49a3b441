"""A real server for a benchmark: on a free port of loopback, with the time, memory and processor it takes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLUG = "last-island-warnings-2027"
_TICK = os.sysconf("SC_CLK_TCK")
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, its first process, and the seconds until each path was answered."""

    url: str
    pid: int
    seconds: dict[str, float]

    def processes(self, word: str = "") -> list[int]:
        """Return the ids of its processes whose command holds `word`, parents first."""
        return [
            pid for pid in _family(self.pid) if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        ]

    def cpu(self) -> float:
        """Return the seconds of processor time of all its processes until now."""
        fields = [
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in _family(self.pid)
        ]
        return sum(sum(map(int, one[11:15])) for one in fields) / _TICK  # its own, and of children that ended


def granian(target: str, port: int, workers: int = 1) -> list[str]:
    """Return the command that serves any WSGI application as ours is served."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4"]
    return [*command, "--workers", str(workers), "--log-level", "warning", "--port", str(port), target]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def demo_in(folder: str) -> dict[str, str]:
    """Load the demo into a new instance folder; return the environment that leads there."""
    env = os.environ | {"SIDESTAGE_INSTANCE": folder, "BARE_TEMPLATES": folder}
    command = [sys.executable, "-m", "app.cli", "demo"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return env


@contextmanager
def served(command: list[str], port: int, env: dict[str, str], *paths: str) -> Iterator[Served]:
    """Run a server until the block ends; yield when each of `paths` was answered with 200."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    url, seconds = f"http://127.0.0.1:{port}", {}
    try:
        for path in paths:
            _wait_for(url + path, process)
            seconds[path] = time.perf_counter() - started
        yield Served(url, process.pid, seconds)
    finally:
        _stop(process)


def megabytes(pids: list[int]) -> float:
    """Return what processes take together (proportional set size): what is shared counts once."""
    sizes = [_PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text()) for pid in pids]
    return sum(int(size.group(1)) for size in sizes if size) / 1024


def _stop(process: "subprocess.Popen[bytes]") -> None:
    everybody = _family(process.pid) if process.poll() is None else []
    process.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):  # granian waits for ever for a process that had only just begun
        process.wait(5)
    for pid in everybody:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.perf_counter() + 60
    while time.perf_counter() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise SystemExit(f"{address} was not answered")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]
