"""The zone data itself: which release is in use, and the zones read from it.

Python's zoneinfo looks into the system's folders first and into the `tzdata` package last, so a machine's
older files would win without a word. `use_packaged_zone_data()` at boot turns that round. Importing this
module, before or after, reads no zone.
"""

import re
import zoneinfo
from functools import cache
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo


def use_packaged_zone_data() -> None:
    """Let the `tzdata` package answer, whatever the system's folders or PYTHONTZPATH hold (row T9)."""
    _read_from([])


def use_zone_data_in(folder: Path) -> None:
    """Let the compiled zones in `folder` answer first, for instance an older release laid beside ours.

    A zone that `folder` does not hold is still found in the package.
    """
    _read_from([str(folder.resolve())])


def zone_data_version() -> str:
    """The IANA release in use, such as "2026f"; "unknown" where the system's files do not tell."""
    return _source()[0]


def zone_data_origin() -> str:
    """Where that release is read from: "package", or the path of a folder."""
    return _source()[1]


def available_names() -> frozenset[str]:
    """Every name the data in use knows, places or not."""
    return _available()


@cache
def zone_info(name: str) -> ZoneInfo:
    """The zone called `name`, kept for good: ZoneInfo's own memory holds only eight zones strongly.

    Raises ZoneInfoNotFoundError for a name the data does not know, an unreadable one included.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:  # "../x", a folder such as "America", a name with a NUL
        raise zoneinfo.ZoneInfoNotFoundError(name) from error


def _read_from(folders: list[str]) -> None:
    zoneinfo.reset_tzpath(to=folders)
    ZoneInfo.clear_cache()
    for remembered in (zone_info, _available, _source):
        remembered.cache_clear()


@cache
def _available() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


@cache
def _source() -> tuple[str, str]:
    for folder in map(Path, zoneinfo.TZPATH):
        if folder.is_dir() and any(folder.iterdir()):
            return _release_in(folder), str(folder)
    return str(import_module("tzdata").IANA_VERSION), "package"


def _release_in(folder: Path) -> str:
    """The first line of tzdata.zi, or the +VERSION file of the BSDs, names the release."""
    for name, pattern in (("tzdata.zi", r"# version (\S+)"), ("+VERSION", r"(\S+)")):
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8") as lines:
                found = re.match(pattern, lines.readline())
            if found:
                return found[1]
    return "unknown"
