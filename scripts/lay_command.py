"""Lay the commands of [project.scripts] into the running virtual environment.

An editable install would fetch a build backend that no lock pins; a start script of four lines does the same.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = """#!{python}
import sys

sys.path.insert(0, {root!r})
from {module} import {function}

sys.exit({function}())
"""


def main() -> None:
    """Write one executable for each command that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for command, target in project["scripts"].items():
        module, function = target.split(":")
        path = Path(sys.prefix, "bin", command)
        path.write_text(
            START.format(python=sys.executable, root=str(ROOT), module=module, function=function),
            encoding="utf-8",
        )
        path.chmod(0o755)


if __name__ == "__main__":
    main()
