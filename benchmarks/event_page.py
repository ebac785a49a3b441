"""The published event page and its calendar file, served for real, as a share of a bare Flask view.

The bare view returns a file template of the same size, by the same server, in the same run. The aims: a
share of 0.6 for an unconditional request and of 0.9 for a conditional one that is answered 304; 2 ms of
processor time for a page and 0.8 ms for a calendar file. A page that nobody in the reader's zone has asked
for yet is rendered anew: what that costs is shown and has no aim.
"""

import re
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from app.web.reader import AUTO, COOKIE
from benchmarks.served import SLUG, Served, demo_in, free_port, granian, served

SECONDS, ROUNDS, CONNECTIONS = 3, 3, 8
SHARE_200, SHARE_304 = 0.6, 0.9
PAGE, FILE = f"/events/{SLUG}", f"/events/{SLUG}.ics"
BASELINES = {PAGE: "/page", FILE: "/file"}
MILLISECONDS = {PAGE: 2.0, FILE: 0.8}  # of processor time for one answer
ZONES = (
    "Africa/Lagos",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Europe/Zurich",
    "Pacific/Apia",
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers in a second of the clock, and milliseconds of the server's processor time for each."""

    a_second: float
    milliseconds: float


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        env = demo_in(folder)
        port = free_port()
        command = [sys.executable, "-m", "app.cli", "web", "--port", str(port)]
        with served(command, port, env, PAGE) as ours:
            tags = _copy_for_baseline(ours, Path(folder))
            anew = _rendered_anew(ours)
            other = free_port()
            with served(granian("benchmarks.bare_app:app", other), other, env, "/page") as bare:
                met = _report(ours, bare, tags)
    print(f"a page rendered anew for a reader's zone: {anew:.1f} ms of processor time")
    return 0 if met else 1


def _copy_for_baseline(ours: Served, folder: Path) -> dict[str, str]:
    tags = {}
    for path, name in ((PAGE, "page.html"), (FILE, "file.ics")):
        with urllib.request.urlopen(ours.url + path, timeout=10) as answer:  # noqa: S310 - our own server
            (folder / name).write_text("{% raw %}" + answer.read().decode() + "{% endraw %}", "utf-8")
            tags[path] = answer.headers["ETag"]
    return tags


def _rendered_anew(ours: Served) -> float:
    before = ours.cpu()
    for zone in ZONES:
        request = urllib.request.Request(ours.url + PAGE, headers={"Cookie": f"{COOKIE}={AUTO}:{zone}"})  # noqa: S310
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - our own server
    return (ours.cpu() - before) * 1000 / len(ZONES)


def _report(ours: Served, bare: Served, tags: dict[str, str]) -> bool:
    print(f"{'':40}{'bare/s':>8}{'200/s':>8}{'share':>7}{'ms':>6}{'304/s':>8}{'share':>7}{'ms':>6}")
    met = True
    for path, baseline in BASELINES.items():
        plain, conditional, floor = [], [], []
        for _ in range(ROUNDS):  # taken in turn, so that a busy moment of the machine hits all three
            floor.append(_load(bare, baseline))
            plain.append(_load(ours, path))
            conditional.append(_load(ours, path, tags[path]))
        bare_rate = max(one.a_second for one in floor)
        shares = [max(one.a_second for one in rates) / bare_rate for rates in (plain, conditional)]
        cost = [min(one.milliseconds for one in rates) for rates in (plain, conditional)]
        met = met and shares[0] >= SHARE_200 and shares[1] >= SHARE_304 and max(cost) <= MILLISECONDS[path]
        print(
            f"{path:40}{bare_rate:8.0f}{shares[0] * bare_rate:8.0f}{shares[0]:7.2f}{cost[0]:6.2f}"
            f"{shares[1] * bare_rate:8.0f}{shares[1]:7.2f}{cost[1]:6.2f}"
        )
    print(
        f"aims: {SHARE_200} for 200, {SHARE_304} for 304, 2 ms a page, 0.8 ms a file:",
        "met" if met else "MISSED",
    )
    return met


def _load(server: Served, path: str, tag: str | None = None) -> Rate:
    """Ask by wrk for a few seconds on loopback."""
    header = ["-H", f"If-None-Match: {tag}"] if tag else []
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *header, server.url + path]
    before = server.cpu()
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = server.cpu() - before
    if "Non-2xx" in output and not tag:
        raise SystemExit(output)
    answers = int(re.search(r"(\d+) requests in", output).group(1))
    return Rate(float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)), used * 1000 / max(answers, 1))


if __name__ == "__main__":
    sys.exit(main())
