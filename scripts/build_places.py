"""Write app/domain/data/places.json: the cities people type, each with its country and zone.

Run after an upgrade of tzdata or Babel, or a change of scripts/cities.txt, behind build_zone_names.py:
`PYTHONPATH=. .venv/bin/python scripts/build_places.py`. Sources: zone.tab of the tzdata package (which zones,
in which country), zones.json (their old names), CLDR through Babel (names in English and in the languages
below), cities.txt.
"""

import json
import re
from importlib.resources import files
from pathlib import Path

from babel import Locale

from app.domain.people.names import name_key

HERE = Path(__file__).parent
DATA = HERE.parent / "app/domain/data"
LANGUAGES = ("ar", "de", "es", "fr", "hi", "id", "it", "ja", "ko", "pt", "ru", "sw", "tr", "zh")
ENGLISH = Locale("en")

# CLDR's English for these is longer than what people say.
COUNTRIES = {
    "CD": "DR Congo", "CG": "Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestine",
}  # fmt: skip
OTHER_NAMES = {
    "AE": ["UAE", "Emirates"], "BA": ["Bosnia"], "BY": ["Belorussia"],
    "CD": ["Democratic Republic of the Congo", "DRC", "Congo-Kinshasa", "Zaire"],
    "CG": ["Republic of the Congo", "Congo-Brazzaville"], "CI": ["Ivory Coast"], "CN": ["PRC"],
    "CV": ["Cabo Verde"], "CZ": ["Czech Republic"], "FM": ["Federated States of Micronesia"],
    "GB": ["UK", "Great Britain", "Britain"], "GM": ["The Gambia"], "KP": ["DPRK"], "KR": ["Korea", "ROK"],
    "LA": ["Lao PDR"], "MK": ["Macedonia"], "MM": ["Burma"], "NL": ["Holland", "The Netherlands"],
    "PS": ["Palestinian Territories", "State of Palestine", "West Bank"], "RU": ["Russian Federation"],
    "SY": ["Syrian Arab Republic"], "SZ": ["Swaziland"], "TL": ["East Timor"], "TR": ["Turkey"],
    "TZ": ["Zanzibar"], "US": ["USA", "United States of America", "America"], "VA": ["Holy See"],
    "VN": ["Viet Nam"],
}  # fmt: skip

ENTRY = re.compile(
    r"(?P<name>[^*+(\[]+?)(?: \[(?P<part>[^\]]+)\])?(?P<mark>[*+]?)(?: \((?P<others>[^)]+)\))?"
)
RANKS = {"*": 3, "+": 2, "": 1}


def main() -> None:
    """Join the sources, write the file, say how many places it holds."""
    zones = zone_rows()
    places = [place for line in city_lines() for place in places_of(line, zones)]
    for zone, country in zones.items():
        add_zone_city(zone, country, places)
    codes = sorted({place["country"] for place in places})
    rows = [[place[key] for key in ("zone", "city", "country", "rank", "others")] for place in places]
    content = {"countries": {code: country_names(code) for code in codes}, "places": rows}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    (DATA / "places.json").write_text(text + "\n", encoding="utf-8")
    print(f"places.json: {len(places)} places in {len(codes)} countries, {len(text.encode()) // 1024} KB")


def zone_rows() -> dict[str, str]:
    """Every current zone with the code of its country."""
    text = (files("tzdata") / "zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def city_lines() -> list[str]:
    """The lines of cities.txt that name cities."""
    lines = (HERE / "cities.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def places_of(line: str, zones: dict[str, str]) -> list[dict]:
    """Read one line; a missing zone is the only one of the country, else an error."""
    head, _, tail = line.partition(": ")
    country, _, zone = head.partition(" ")
    if not zone:
        [zone] = [name for name, code in zones.items() if code == country]
    if zone not in zones:
        raise SystemExit(f"cities.txt: {zone} is no current zone")
    found = []
    for text in tail.split(", "):
        entry = ENTRY.fullmatch(text)
        if not entry:
            raise SystemExit(f"cities.txt: cannot read {text!r}")
        name = f"{entry['name']}, {entry['part']}" if entry["part"] else entry["name"]
        others = entry["others"].split("; ") if entry["others"] else []
        found.append(
            {"zone": zone, "city": name, "country": country, "rank": RANKS[entry["mark"]], "others": others},
        )
    return found


def add_zone_city(zone: str, country: str, places: list[dict]) -> None:
    """Join the city that `zone` is named after: its names go to the listed city, or it becomes a place."""
    names = zone_names(zone)
    own = {name_key(names[0]), name_key(zone.rpartition("/")[2].replace("_", " "))}
    same = [place for place in places if place["zone"] == zone and place["country"] == country]
    for place in same:
        if {name_key(place["city"]), *map(name_key, place["others"])} & own:
            place["others"] += [name for name in names if name not in {place["city"], *place["others"]}]
            return
    words = set(name_key(country_names(country)[0]).split())
    if same and set(name_key(names[0]).split()) <= words:  # "Jamaica" is Kingston
        same[0]["others"] += names[:1]
        return
    places.append({"zone": zone, "city": names[0], "country": country, "rank": 1, "others": names[1:]})


def zone_names(zone: str) -> list[str]:
    """English first, then the words of the zone name and of its old names, then other languages."""
    links = json.loads((DATA / "zones.json").read_text(encoding="utf-8"))["aliases"]
    keys = [zone, *(name for name, new in links.items() if new == zone and "/" in name)]
    keys = [key for key in keys if key.split("/")[0] not in {"US", "Canada", "Brazil", "Mexico", "Chile"}]
    countries = {
        name_key(name) for names in (ENGLISH.territories.values(), *OTHER_NAMES.values()) for name in names
    }
    old = [key.rpartition("/")[2].replace("_", " ") for key in keys]
    own = [
        old[0],
        *(name for name in old[1:] if name_key(name) not in countries),
    ]  # Pacific/Samoa is Pago Pago
    cldr = [named for locale in (ENGLISH, *map(Locale, LANGUAGES)) if (named := cldr_city(locale, keys))]
    first = cldr_city(ENGLISH, keys) or own[0]
    return list(dict.fromkeys([first, *own, *cldr]))


def cldr_city(locale: Locale, keys: list[str]) -> str | None:
    """The city of a zone in `locale`, filed under any of its names."""
    return next(
        (locale.time_zones[key]["city"] for key in keys if "city" in locale.time_zones.get(key, {})), None
    )


def country_names(code: str) -> list[str]:
    """What to show, then other English names, then other languages."""
    english = ENGLISH.territories[code]
    foreign = [Locale(language).territories[code] for language in LANGUAGES]
    return list(dict.fromkeys([COUNTRIES.get(code, english), english, *OTHER_NAMES.get(code, []), *foreign]))


if __name__ == "__main__":
    main()
