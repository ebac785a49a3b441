"""Make the vendored front-end files again from npm and compare them with their manifest.

Each entry of app/static/vendor/manifest.json names a file, the npm package, its version, the path inside
the package, its licence and SHA-256. To take another version: change it and run this; it prints the SHA-256.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "app" / "static" / "vendor"


def packed(name: str, version: str, folder: Path) -> Path:
    """Fetch one package with npm and return its archive."""
    command = ["npm", "pack", f"{name}@{version}", "--pack-destination", str(folder), "--silent"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return folder / done.stdout.strip().splitlines()[-1]


def take(entry: dict[str, str], archive: Path) -> None:
    """Write one file out of its package if it agrees with its SHA-256; stop if not."""
    with tarfile.open(archive) as package:
        try:
            member = package.extractfile(f"package/{entry['source']}")
        except KeyError:
            member = None
        if member is None:
            sys.exit(f"{entry['name']} {entry['version']} has no {entry['source']}")
        content = member.read()
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        sys.exit(f"{entry['file']}: sha256 is {found}, the manifest says {entry['sha256']}")
    target = VENDOR / entry["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f"{entry['file']}: {entry['name']} {entry['version']}, {len(content)} bytes")


def main() -> None:
    """Fetch each package once and take its files."""
    archives: dict[tuple[str, str], Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        for entry in json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8")):
            package = entry["name"], entry["version"]
            if package not in archives:
                archives[package] = packed(*package, Path(folder))
            take(entry, archives[package])


if __name__ == "__main__":
    main()
