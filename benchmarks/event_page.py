"""The published event page and its calendar file, served for real, as a share of a bare Flask view.

The bare view returns a file template of the same size, by the same server, in the same run. The aim is a
share of 0.6 for an unconditional request and of 0.9 for a conditional one that is answered 304.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLUG = "last-island-warnings-2027"
SECONDS, ROUNDS, CONNECTIONS = 3, 3, 8
GRANIAN = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SIDESTAGE_INSTANCE": folder, "BARE_TEMPLATES": folder}
        demo = [sys.executable, "-m", "app.cli", "demo"]
        subprocess.run(demo, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        with _server("wsgi:app", env) as ours:
            tags = _copy_for_baseline(ours, Path(folder))
            with _server("benchmarks.bare_app:app", env) as bare:
                return _report(ours, bare, tags)


def _copy_for_baseline(ours: str, folder: Path) -> dict[str, str]:
    tags = {}
    for path, name in ((f"/events/{SLUG}", "page.html"), (f"/events/{SLUG}.ics", "file.ics")):
        with urllib.request.urlopen(ours + path) as answer:  # noqa: S310 - our own server
            (folder / name).write_text("{% raw %}" + answer.read().decode() + "{% endraw %}", "utf-8")
            tags[path] = answer.headers["ETag"]
    return tags


def _report(ours: str, bare: str, tags: dict[str, str]) -> int:
    rows = []
    for path, baseline in ((f"/events/{SLUG}", "/page"), (f"/events/{SLUG}.ics", "/file")):
        plain, conditional, floor = [], [], []
        for _ in range(ROUNDS):  # taken in turn, so that a busy moment of the machine hits all three
            floor.append(_load(bare + baseline))
            plain.append(_load(ours + path))
            conditional.append(_load(ours + path, tags[path]))
        rows.append((path, max(floor), max(plain), max(conditional)))
    print(f"{'':44}{'bare/s':>8}{'200/s':>8}{'share':>7}{'304/s':>8}{'share':>7}")
    met = True
    for path, floor_rate, plain_rate, conditional_rate in rows:
        shares = plain_rate / floor_rate, conditional_rate / floor_rate
        met = met and shares[0] >= 0.6 and shares[1] >= 0.9
        print(
            f"{path:44}{floor_rate:8.0f}{plain_rate:8.0f}{shares[0]:7.2f}{conditional_rate:8.0f}{shares[1]:7.2f}"
        )
    print("aims: 0.60 for 200, 0.90 for 304:", "met" if met else "MISSED")
    return 0 if met else 1


def _load(url: str, tag: str | None = None) -> float:
    """Return requests a second, by wrk, for a few seconds on loopback."""
    header = ["-H", f"If-None-Match: {tag}"] if tag else []
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *header, url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output and not tag:
        raise SystemExit(output)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))


@contextmanager
def _server(target: str, env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*GRANIAN, "--log-level", "warning", "--port", str(port), target]
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
