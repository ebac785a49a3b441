"""`sidestage zones watch`: 0 when nothing waits, 1 when something does, 2 when it cannot be told (row T9)."""

import json

import pytest
from click.testing import CliRunner

from app.cli.zones import zones
from app.domain.clocks.zones import zone_data_version
from app.extensions import db
from app.services.actor import Actor
from app.services.scheduling import clock_rules
from tests.support.zone_rules import NOW, event_in, older_rules


@pytest.fixture
def run(app, settings, monkeypatch):
    """Run the command as in a shell, on the database of the test. Its clock is the machine's."""
    monkeypatch.setenv("SIDESTAGE_INSTANCE", str(settings.instance))
    monkeypatch.setenv("SIDESTAGE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SIDESTAGE_QUEUE_URL", "memory://")
    monkeypatch.setattr("app.gateways.clock.SystemClock.now", lambda _clock: NOW)

    def do(*words):
        db.session.commit()  # the test's own reading would keep the command waiting
        return CliRunner().invoke(zones, ("watch", *words))

    return do


def test_nothing_moved(run):
    result = run()
    assert (result.exit_code, result.output) == (
        0,
        f"No event waits for a decision (zone data {zone_data_version()}).\n",
    )
    assert json.loads(run("--json").output) == {"zone_data": zone_data_version(), "events": []}


def test_what_moved_is_listed_until_it_is_decided(run):
    with older_rules():
        event = event_in("America/Vancouver")
        event_in("America/New_York")
    result = run("--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == {
        "zone_data": zone_data_version(),
        "events": [
            {
                "event": "vancouver",
                "state": "published",
                "kind": "moved",
                "zone": "America/Vancouver",
                "wall": "2026-12-01T10:00",
                "old_instant": "2026-12-01T18:00:00Z",
                "new_instant": "2026-12-01T17:00:00Z",
                "moved_by_minutes": -60,
                "derived_with": "2025b",
            }
        ],
    }
    table = run()
    assert table.exit_code == 1
    head, row, total = table.output.splitlines()
    assert head.split("  ")[0] == "event"
    assert row.split() == [
        "vancouver",
        "published",
        "2026-12-01",
        "10:00",
        "America/Vancouver",
        "2026-12-01T18:00:00Z",
        "2026-12-01T17:00:00Z",
        "2025b",
    ]
    assert total == f"1 event waits for a decision (zone data {zone_data_version()})."
    clock_rules.keep_hour(event, reason="New rules.", actor=Actor("Amara"), now=NOW)
    assert run().exit_code == 0


def test_a_database_that_is_not_there_is_one_line_and_2(run, monkeypatch, tmp_path):
    monkeypatch.setenv("SIDESTAGE_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
