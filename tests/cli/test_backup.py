"""A backup made while the program runs comes back whole; what is not whole changes nothing."""

import json
import tarfile

import pytest
from click.testing import CliRunner

from app import create_app
from app.cli import cli
from app.extensions import db
from app.gateways import gateways
from app.models import Account
from app.schema import upgrade
from app.services import accounts
from tests.support import needs


@pytest.fixture
def installed(tmp_path, new_database_url, monkeypatch):
    """An installation with one account and one file, and how a command is run on it."""
    instance = tmp_path / "instance"
    monkeypatch.setenv("SIDESTAGE_INSTANCE", str(instance))
    monkeypatch.setenv("SIDESTAGE_DATABASE_URL", new_database_url)
    monkeypatch.setenv("SIDESTAGE_QUEUE_URL", "memory://")
    app = create_app()
    with app.app_context():
        upgrade()
        accounts.account_for(email="amara@example.org", now=gateways().clock.now())
        db.session.commit()
        gateways().storage.write("slides/first.pdf", [b"%PDF first"])
        yield instance
        db.session.remove()
        db.engine.dispose()


def run(*arguments):
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def people(*conditions):
    found = db.session.query(Account.email).filter(*conditions).order_by(Account.email).all()
    db.session.remove()
    db.engine.dispose()
    return [email for (email,) in found]


def who_runs_it():
    return people(Account.is_operator)


def change_everything(instance):
    accounts.account_for(email="bo@example.org", now=gateways().clock.now())
    db.session.commit()
    gateways().storage.delete("slides/first.pdf")
    gateways().storage.write("slides/second.pdf", [b"%PDF second"])
    (instance / "secret_key").write_text("another key, as long as it must be", "ascii")


def test_what_was_saved_comes_back(installed, tmp_path):
    key, archive = (installed / "secret_key").read_text("ascii"), tmp_path / "all.tar"
    saved = run("backup", archive)
    assert (saved.exit_code, archive.stat().st_mode & 0o777) == (0, 0o600)
    change_everything(installed)
    assert people() == ["amara@example.org", "bo@example.org"]
    refused = run("restore", archive)
    assert (refused.exit_code, "--replace" in refused.output) == (1, True)
    restored = run("restore", archive, "--replace")
    assert restored.exit_code == 0, restored.output
    assert people() == ["amara@example.org"]
    slides = installed / "files/slides"
    assert [(one.name, one.read_bytes()) for one in slides.iterdir()] == [("first.pdf", b"%PDF first")]
    assert (installed / "secret_key").read_text("ascii") == key
    [away] = installed.glob("before-restore-*")
    assert (away / "files/slides/second.pdf").read_bytes() == b"%PDF second"
    assert str(away) in restored.output
    assert [path.name for path in installed.glob(".*")] == []


def test_a_new_installation_takes_a_backup_without_asking(installed, tmp_path, monkeypatch):
    archive = tmp_path / "all.tar"
    run("backup", archive)
    if needs.database_kind() == "sqlite":
        monkeypatch.setenv("SIDESTAGE_DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere.db")
        restored = run("restore", archive)
        assert (restored.exit_code, "kept in" in restored.output) == (0, True)  # its files were there already
        again = run("backup", tmp_path / "again.tar")
        assert again.exit_code == 0


def test_nothing_is_written_over(installed, tmp_path):
    there = tmp_path / "all.tar"
    there.write_text("mine")
    refused = run("backup", there)
    assert (refused.exit_code, refused.output) == (1, f"Error: {there} is there already. Name a new file.\n")
    assert there.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said_in_one_line(installed, tmp_path):
    refused = run("backup", tmp_path / "no/such/all.tar")
    assert (
        refused.output
        == f"Error: {tmp_path}/no/such/all.tar cannot be written (No such file or directory).\n"
    )


@pytest.mark.parametrize("cut", [100, 2000, -600])
def test_an_archive_that_was_cut_changes_nothing(installed, tmp_path, cut):
    archive = tmp_path / "all.tar"
    run("backup", archive)
    whole = archive.read_bytes().rstrip(b"\0")
    archive.write_bytes(whole[:cut])
    refused = run("restore", archive, "--replace")
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert people() == ["amara@example.org"]
    assert list(installed.glob("before-restore-*")) == []


def test_an_archive_that_was_changed_changes_nothing(installed, tmp_path):
    archive = tmp_path / "all.tar"
    run("backup", archive)
    archive.write_bytes(archive.read_bytes().replace(b"%PDF first", b"%PDF other"))
    refused = run("restore", archive, "--replace")
    assert refused.output == f"Error: {archive}: a part of it has changed since it was written.\n"


def test_a_member_that_leads_elsewhere_is_refused(installed, tmp_path):
    archive, facts = tmp_path / "evil.tar", tmp_path / "facts"
    facts.write_text(json.dumps({"format": 1, "database": "sqlite", "made": ""}))
    with tarfile.open(archive, "w") as tar:
        tar.add(facts, "sidestage-backup.json")
        tar.add(facts, "../outside")
    refused = run("restore", archive, "--replace")
    assert refused.output == f"Error: {archive}: '../outside' does not belong into a backup.\n"


def test_a_file_of_something_else_is_no_backup(installed, tmp_path):
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.add(installed / "secret_key", "secret_key")
    assert (
        run("restore", other, "--replace").output == f"Error: {other}: this is not a backup of Sidestage.\n"
    )


def test_somebody_is_made_to_run_the_installation(installed):
    made = run("make-operator", "Amara@Example.org")
    assert (made.exit_code, made.output.splitlines()[0]) == (0, "Amara@example.org runs this installation.")
    assert who_runs_it() == ["amara@example.org"]
    run("make-operator", "amara@example.org", "--not")
    assert who_runs_it() == []
