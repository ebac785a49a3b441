"""`sidestage serve` for real: it answers soon, loads no more than pages need, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from app import schema
from app.cli.database_state import DatabaseState, look
from app.cli.supervisor import somebody_answers
from app.config import ROOT
from app.services.demo.pacific import SLUG
from tests.support.events import published
from tests.support.processes import PATIENCE, alive, started, wait_for

SIDESTAGE = [sys.executable, "-m", "app.cli"]
TOO_HEAVY = {
    "alembic",
    "dateutil",
    "flask_migrate",
    "holidays",
    "huey",
    "icalendar",
    "mako",
    "prometheus_client",
    "psycopg",
    "rich",
}


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    return os.environ | {"SIDESTAGE_INSTANCE": str(tmp_path_factory.mktemp("served"))}


@pytest.fixture(scope="module")
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def served(environment, port):
    """A server with two processes on a migrated database with the demo."""
    subprocess.run([*SIDESTAGE, "demo"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [*SIDESTAGE, "serve", "--workers", "2", "--demo", "--port", str(port)]
    process = started(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    wait_for(lambda: somebody_answers("127.0.0.1", port))
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_killing_all_who_watch_leaves_nobody_at_the_port(served, port):
    [master] = [one for one in children(served.pid) if "web" in command_of(one)]
    wait_for(lambda: len(children(master)) == 2)
    everybody = [served.pid, *children(served.pid), *children(master)]
    with socket.create_connection(("127.0.0.1", port)):  # a reader who stays
        for watching in (served.pid, master):
            os.kill(watching, signal.SIGKILL)
        served.wait()
        wait_for(lambda: not any(map(alive, everybody)))
    wait_for(lambda: not somebody_answers("127.0.0.1", port))  # also nobody who was being born just then
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_it_says_where_it_runs_replaces_who_dies_and_stops_whole(served, port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/events/{SLUG}") as answer:
        assert answer.status == 200
    lines = [served.stdout.readline() for _ in range(5)]
    assert lines[:4] == [
        "\n",
        f"Sidestage runs at http://localhost:{port}\n",
        f"Mail is not sent but kept: http://localhost:{port}/dev/mail\n",
        "Stop with Ctrl-C.\n",
    ]
    assert lines[4].startswith(f"Sign in as the demo organiser: http://localhost:{port}/")
    [master] = [one for one in children(served.pid) if "web" in command_of(one)]
    first, second = children(master)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(children(master)) == 2 and first not in children(master))
    assert second in children(master)
    everybody = [*children(served.pid), *children(master)]
    served.send_signal(signal.SIGINT)
    assert served.wait(PATIENCE) == 0
    assert not any(map(alive, everybody))


def test_slow_clients_keep_nobody_waiting(served, port):
    """Sixty connections hold a thread each: half send a form of which nothing comes, half read nothing."""
    page = f"GET /events/{SLUG} HTTP/1.1\r\nHost: localhost\r\n\r\n" * 40
    form = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nemail="
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    for number, connection in enumerate(slow):
        connection.sendall((form if number % 2 else page).encode())
    for path in ("healthz", f"events/{SLUG}", "readyz", "search?q=island"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
            assert answer.status == 200
    for connection in slow:
        connection.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STORAGE_URL", "s3://"),
        ("STORAGE_URL", "s3://bucket?color=red"),
        ("IMAP_URL", "imaps://nobody"),
        ("MAIL_URL", "smtp://host?color=red"),
    ],
)
def test_an_address_that_cannot_work_stops_the_start_with_one_line(environment, name, value):
    settings = environment | {f"SIDESTAGE_{name}": value}
    ended = subprocess.run(
        [*SIDESTAGE, "work"],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ended.stderr.startswith(f"sidestage: SIDESTAGE_{name}: ")


def test_a_start_loads_no_more_than_pages_need(environment):
    code = "import sys, wsgi; print(*{name.partition('.')[0] for name in sys.modules})"
    settings = environment | {"SIDESTAGE_DATABASE_URL": "", "SIDESTAGE_QUEUE_URL": ""}
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=settings, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()
    assert set(loaded) & TOO_HEAVY == set()


def test_the_process_that_watches_loads_no_program():
    code = "import sys, app.cli.serve; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()
    assert set(loaded) & {"flask", "sqlalchemy", "granian", "jinja2"} == set()


def test_the_state_of_a_database_is_asked_of_its_driver(app, new_database_url):
    assert look(new_database_url) == DatabaseState()
    url = app.config["SETTINGS"].database_url
    assert look(url) == DatabaseState(revision=schema.newest())
    published()
    assert look(url) == DatabaseState(revision=schema.newest(), has_events=True)


def test_the_newest_revision_is_the_head_of_the_migrations(migrated_app):
    from alembic.script import ScriptDirectory

    assert schema.newest() == ScriptDirectory(str(schema.MIGRATIONS)).get_current_head()
