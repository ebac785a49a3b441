"""A wake-up that fails costs nothing but time: what it is about is done before it is sent."""

from structlog.testing import capture_logs

from app.gateways.queue import HueyQueue


def test_a_wake_up_reaches_the_queue_and_connects_no_sooner(tmp_path):
    queue = HueyQueue(f"sqlite:///{tmp_path}/queue.db", lambda: None, {})
    assert not (tmp_path / "queue.db").exists()
    queue.wake()
    assert queue.huey.pending_count() == 1
    queue.huey.storage.close()


def test_a_queue_that_is_away_stops_nobody(tmp_path):
    with capture_logs() as logs:
        HueyQueue(f"sqlite:///{tmp_path}/no/such/folder/queue.db", lambda: None, {}).wake()
    assert [line["reason"] for line in logs] == ["OperationalError"]
