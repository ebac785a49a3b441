"""Run every benchmark in turn (`make bench`); the exit code says whether every aim was met.

`python -m benchmarks event_page` runs one.
"""

import importlib
import pkgutil
import sys

import benchmarks

HELPERS = {"__main__", "bare_app", "served", "smtp_sink"}


def main() -> int:
    names = sys.argv[1:] or [
        one.name for one in pkgutil.iter_modules(benchmarks.__path__) if one.name not in HELPERS
    ]
    missed = []
    for name in names:
        print(f"\n== {name} ==", flush=True)
        if importlib.import_module(f"benchmarks.{name}").main():
            missed.append(name)
    print("\naims missed:" if missed else "\nevery aim is met", ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
