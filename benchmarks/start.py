"""A start of the whole program on a migrated database, and the memory of its two web processes.

It runs from `sidestage serve` to the first 200 of the published event's page; a bare Flask view under the
same server is started in turn. A start is one step after the other, so on a free machine the clock shows
little more than the processor time, which is what the aim is held against: other work on the machine is not
ours. Memory is the proportional set size after every public page was read some times: what a small server
sees, with shared pages counted once, the process that forks included.
"""

import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from benchmarks.served import SLUG, Served, demo_in, free_port, granian, megabytes, served

STARTS, READS, WORKERS = 5, 20, 2
START_AIM, MEMORY_AIM = 2.0, 150.0  # seconds, MB
PAGE = f"/events/{SLUG}"
PAGES = ("/", PAGE, f"{PAGE}.ics", f"{PAGE}/register", "/events.ics", "/sign-in", "/search?q=sea")
BARE = "benchmarks.bare_app:app"


def main() -> int:
    clocks: dict[str, list[float]] = {"/page": [], "/healthz": [], PAGE: []}
    processor: dict[str, list[float]] = {"/page": [], PAGE: []}
    with tempfile.TemporaryDirectory() as folder:
        env = demo_in(folder)
        Path(folder, "page.html").write_text("<title>A bare page</title>" + "bare " * 8000, "utf-8")
        for _ in range(STARTS):
            port = free_port()
            with served(granian(BARE, port, WORKERS), port, env, "/page") as bare:
                processor["/page"].append(bare.cpu())
                clocks["/page"].append(bare.seconds["/page"])
                bare_memory = _memory_after(bare, ("/page",))
            port = free_port()
            command = [sys.executable, "-m", "app.cli", "serve", "--demo", "--port", str(port)]
            with served([*command, "--workers", str(WORKERS)], port, env, "/healthz", PAGE) as ours:
                processor[PAGE].append(ours.cpu())
                for path, seconds in ours.seconds.items():
                    clocks[path].append(seconds)
                memory = _memory_after(ours, PAGES, word="web")
                whole = megabytes(ours.processes())
    print(f"{'until the first 200 of':40}{'processor':>12}{'clock, quickest':>18}{'median':>9}")
    for what, path in (("a bare Flask view", "/page"), ("/healthz", "/healthz"), ("the event's page", PAGE)):
        used = f"{min(processor[path]):10.2f} s" if path in processor else " " * 12
        times = clocks[path]
        print(f"{what:40}{used}{min(times):16.2f} s{statistics.median(times):7.2f} s")
    print(f"\n{f'a bare Flask view, {WORKERS} processes and their parent':58}{bare_memory:6.0f} MB")
    print(f"{f'{WORKERS} web processes and their parent':58}{memory:6.0f} MB")
    print(f"{'  and the worker for mail and the process that watches':58}{whole:6.0f} MB")
    met = min(processor[PAGE]) <= START_AIM and memory <= MEMORY_AIM
    print(f"aims: {START_AIM} s of processor time, {MEMORY_AIM:.0f} MB:", "met" if met else "MISSED")
    return 0 if met else 1


def _memory_after(server: Served, paths: tuple[str, ...], word: str = "") -> float:
    for _ in range(READS):
        for path in paths:
            urllib.request.urlopen(server.url + path, timeout=10).close()  # noqa: S310 - our own server
    return megabytes(server.processes(word))


if __name__ == "__main__":
    sys.exit(main())
