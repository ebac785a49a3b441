"""Make the vendored front-end files again from npm and compare them with their manifest.

Each entry of app/static/vendor/manifest.json names a file, the npm package, its exact version, the path inside
the package, the licence and the SHA-256. To take another version: change version and run this; it prints the
SHA-256 that it found.
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


def main() -> None:
    """Write every file that agrees with its SHA-256; stop at the first that does not."""
    for entry in json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as folder:
            archive = packed(entry["name"], entry["version"], Path(folder))
            with tarfile.open(archive) as package:
                member = package.extractfile(f"package/{entry['source']}")
                if member is None:
                    sys.exit(f"{entry['name']} {entry['version']} has no {entry['source']}")
                content = member.read()
        found = hashlib.sha256(content).hexdigest()
        if found != entry["sha256"]:
            sys.exit(f"{entry['file']}: sha256 is {found}, the manifest says {entry['sha256']}")
        (VENDOR / entry["file"]).write_bytes(content)
        print(f"{entry['file']}: {entry['name']} {entry['version']}, {len(content)} bytes")


if __name__ == "__main__":
    main()
