"""A wrong value stops the start with one line that names it and the mend."""

import stat
import subprocess
import sys

import pytest

from app.config import SettingError, Settings


def read(tmp_path, **values):
    return Settings.from_env(
        {"SIDESTAGE_INSTANCE": str(tmp_path), **{f"SIDESTAGE_{k}": v for k, v in values.items()}}
    )


def test_everything_has_a_default(tmp_path):
    settings = read(tmp_path)
    assert (settings.database_url, settings.base_url, settings.mail_url) == (
        f"sqlite:///{tmp_path}/sidestage.db",
        "http://localhost:8000",
        None,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "sqlite:////no/such/folder/x.db"),
        ("QUEUE_URL", "amqp://x"),
        ("QUEUE_URL", "redis://localhost"),
        ("STORAGE_URL", "ftp://x"),
        ("MAIL_URL", "smtp://user:secret-word@host:notaport"),
        ("MAIL_URL", "http://host"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("BASE_URL", "localhost"),
        ("SECRET_KEY", "short"),
        ("TRUSTED_PROXIES", "-1"),
        ("QUIET_MINUTES", "soon"),
        ("MAIL_PER_MINUTE", "many"),
        ("METRICS_TOKEN", "short"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, name, value):
    with pytest.raises(SettingError) as refused:
        read(tmp_path, **{name: value})
    line = str(refused.value)
    assert line.startswith(f"SIDESTAGE_{name}: ")
    assert ("\n" in line, "secret-word" in line) == (False, False)


def test_the_key_is_made_once_and_only_this_user_reads_it(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    env = {"SIDESTAGE_INSTANCE": str(tmp_path), "SIDESTAGE_DATABASE_URL": "postgresql://127.0.0.1:1/none"}
    run = subprocess.run(
        [sys.executable, "-m", "app.cli", "upgrade"], env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr.startswith("sidestage: SIDESTAGE_DATABASE_URL: the database does not answer")
    assert run.stderr.count("\n") == 1
