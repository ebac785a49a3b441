"""Which zone data answers: the package unless told otherwise, whatever the machine has."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version

import pytest

from app.domain.clocks.zones import (
    available_names,
    offset_at,
    use_packaged_zone_data,
    use_zone_data_in,
    zone_data_origin,
    zone_data_version,
    zone_info,
)
from tests.support.sources import DATA, ROOT

OLDER = DATA / "tzdata-2025b"
DECEMBER = datetime(2026, 12, 1, 18, tzinfo=UTC)


@pytest.fixture
def older_data():
    use_zone_data_in(OLDER)
    yield
    use_packaged_zone_data()


def hours(zone):
    return offset_at(DECEMBER, zone).total_seconds() / 3600


def test_the_package_is_the_source_and_names_its_release():
    year, number = version("tzdata").split(".")[:2]
    assert zone_data_version() == f"{year}{'abcdefghijklmnopqrstuvwxyz'[int(number) - 1]}"
    assert zone_data_origin() == "package"
    assert hours("America/Vancouver") == -7


def test_another_folder_can_answer_and_the_package_again(older_data):
    assert zone_data_version() == "2025b"
    assert zone_data_origin() == str(OLDER)
    assert hours("America/Vancouver") == -8
    use_packaged_zone_data()
    assert zone_data_version() != "2025b"
    assert hours("America/Vancouver") == -7


@pytest.mark.parametrize("variable", [None, str(OLDER), "", "/usr/share/zoneinfo:/nowhere"])
def test_the_package_wins_over_the_machine_in_a_new_process(variable):
    """The module may be imported, and zones read, before the choice is made."""
    program = (
        "import json\n"
        "from app.domain.clocks import zone_data\n"
        "from app.domain.clocks.zone_data import *\n"
        "before = zone_info('America/Vancouver')\n"
        "use_packaged_zone_data()\n"
        "from datetime import datetime, UTC\n"
        "moment = datetime(2026, 12, 1, 18, tzinfo=UTC).astimezone(zone_info('America/Vancouver'))\n"
        "print(json.dumps([zone_data_version(), zone_data_origin(), moment.utcoffset().total_seconds()]))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONTZPATH"}
    if variable is not None:
        environment["PYTHONTZPATH"] = variable
    path = os.pathsep.join(part for part in sys.path if part)
    environment["PYTHONPATH"] = path
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(run.stdout) == [zone_data_version(), "package", -7 * 3600]


def test_a_folder_of_bsd_names_its_release_too(tmp_path):
    (tmp_path / "+VERSION").write_text("2024a\n")
    use_zone_data_in(tmp_path)
    try:
        assert zone_data_version() == "2024a"
        (tmp_path / "+VERSION").write_text("")
        use_zone_data_in(tmp_path)
        assert zone_data_version() == "unknown"
    finally:
        use_packaged_zone_data()


def test_zones_are_kept_and_names_are_a_set_of_many():
    assert zone_info("Asia/Tokyo") is zone_info("Asia/Tokyo")
    assert len(available_names()) > 590
    assert {"Asia/Tokyo", "Europe/Kiev"} <= available_names()
