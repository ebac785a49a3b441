"""The repository as text, for the tests that police it."""

import ast
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
DATA = ROOT / "tests/data"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in sorted(listed.splitlines()) if (path := ROOT / name).is_file())


def below(folder: str, *endings: str) -> list[Path]:
    """Return the repository's files below `folder` that end so."""
    return [path for path in files() if path.is_relative_to(ROOT / folder) and path.suffix in endings]


def texts() -> list[tuple[str, str]]:
    """Return (name, text) of every file that people write: no vendored file, nothing binary."""
    written: list[tuple[str, str]] = []
    for path in files():
        if "vendor" not in path.parts:
            with suppress(UnicodeDecodeError):
                written.append((name(path), path.read_text(encoding="utf-8")))
    return written


def name(path: Path) -> str:
    """Return the path as the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> dict[str, ast.Module]:
    """Return the syntax trees of the Python files below the folders (or of single files), by name."""
    chosen = [path for path in files() if path.suffix == ".py" and name(path).startswith(folders)]
    return {name(path): _parsed(path) for path in chosen}


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def line_count(path: Path) -> int:
    """Return how many lines a person reads."""
    return len(path.read_text(encoding="utf-8").splitlines())


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for the expression a.b.c, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}" if dotted(node.value) else f".{node.attr}"
    return ""
