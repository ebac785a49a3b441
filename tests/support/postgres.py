"""A throw-away PostgreSQL server of the system's binaries: own folder, Unix socket, gone at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
START_SECONDS = 30


def find_binaries() -> Path | None:
    """Return the folder with initdb and postgres, the newest first, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def _as_other_user(*, die_with_parent: bool = False) -> list[str]:
    """Return the words that run a command as a user that PostgreSQL accepts: it refuses root."""
    setpriv = shutil.which("setpriv")
    words = [setpriv] if setpriv else []
    if os.geteuid() == 0:
        if setpriv is None:
            raise RuntimeError("PostgreSQL refuses root, and setpriv (util-linux) is missing.")
        words += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if setpriv and die_with_parent:
        words += ["--pdeathsig=INT"]
    return words if len(words) > 1 else []


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Run a server for the length of the block; yield the address of its maintenance database.

    It also ends when this process is killed, where the system can promise that (setpriv --pdeathsig).
    """
    folder = Path(tempfile.mkdtemp(prefix="sidestage-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        make = [binaries / "initdb", "-D", data, "-U", "sidestage", "--auth=trust", "--encoding=UTF8"]
        subprocess.run(
            [*_as_other_user(), *make, "--locale=C.UTF-8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        options = [word for setting in FAST for word in ("-c", setting)]
        start = [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *options]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*_as_other_user(die_with_parent=True), *start],
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        try:
            _wait_until_ready(binaries, folder, process)
            yield f"postgresql://sidestage@/postgres?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: clients are not waited for
            process.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(binaries: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    ask = [binaries / "pg_isready", "-q", "-h", folder, "-U", "sidestage"]
    while subprocess.run(ask, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(encoding='utf-8')}")
        time.sleep(0.05)
