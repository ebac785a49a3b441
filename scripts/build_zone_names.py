"""Write app/domain/data/zones.json: every old zone name with the name that replaced it.

Run after an upgrade of tzdata or Babel: `.venv/bin/python scripts/build_zone_names.py`. tzdata's own links
also join places that merely agree since 1970 (Reykjavik -> Abidjan); CLDR's aliases keep each country's name,
so they are asked first. Names that are no place (EST, UTC, Etc/GMT+5) are left out.
"""

import json
from importlib.resources import files
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).parents[1] / "app/domain/data/zones.json"
NO_PLACES = {
    "CET", "CST6CDT", "EET", "EST", "EST5EDT", "Factory", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET",
    "localtime",
}  # fmt: skip


def main() -> None:
    """Write the file and say how many names it holds."""
    data = files("tzdata") / "zoneinfo"
    rows = (data / "zone.tab").read_text(encoding="utf-8").splitlines()
    current = {row.split("\t")[2] for row in rows if row and not row.startswith("#")}
    source = (data / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = {row.split()[2]: row.split()[1] for row in source if row.startswith("L ")}
    cldr = get_global("zone_aliases")
    aliases = {}
    for name in sorted((links.keys() | cldr.keys()) - current - NO_PLACES):
        target = next((new for new in (cldr.get(name), links.get(name)) if new in current), None)
        if target:
            aliases[name] = target
    TARGET.write_text(json.dumps({"aliases": aliases}, indent=0) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(aliases)} old names")


if __name__ == "__main__":
    main()
