"""A database into a file and back: SQLite by its own means while it is used, PostgreSQL by its programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

BESIDE = ("", "-wal", "-shm")  # a database file and what SQLite may leave beside it


def save(url: str, copy: Path) -> None:
    """Write the database at `url` to the file `copy`, as it stood at one moment."""
    if (file := _file(url)) is None:
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={copy}")
        return
    if not file.is_file():
        raise click.ClickException(f"there is no database at {file} yet.")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def bring_back(url: str, copy: Path, away: Path | None) -> None:
    """Put `copy` in the place of the database at `url`.

    What is there goes to the folder `away`; None says that there is nothing yet.
    """
    if (file := _file(url)) is None:
        _bring_to_postgresql(url, copy, away)
        return
    for beside in (file.with_name(file.name + ending) for ending in BESIDE):
        if away is not None and beside.exists():
            shutil.move(beside, away / beside.name)
    shutil.move(copy, file)


def _bring_to_postgresql(url: str, copy: Path, away: Path | None) -> None:
    if away is None:
        _fill(url, copy)
        return
    former = away / "database"
    save(url, former)
    try:
        _empty(url)
        _fill(url, copy)
    except click.ClickException:
        _empty(url)
        _fill(url, former)
        raise


def _empty(url: str) -> None:
    import psycopg  # only an installation on PostgreSQL has a use for it

    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _fill(url: str, dump: Path) -> None:
    _run(url, "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(dump))


def _file(url: str) -> Path | None:
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else None


def _run(url: str, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL. The password goes by the environment: a list of processes shows none."""
    found = shutil.which(program)
    if found is None:
        raise click.ClickException(f"{program} is not installed. It comes with PostgreSQL's client programs.")
    parts = urlsplit(url)
    given, _, host = parts.netloc.rpartition("@")
    user, _, password = given.partition(":")
    plain = parts._replace(scheme="postgresql", netloc=f"{user}@{host}" if user else host).geturl()
    environment = os.environ | ({"PGPASSWORD": unquote(password)} if password else {})
    done = subprocess.run(  # noqa: S603 - a program we looked up, with arguments we made
        [found, f"--dbname={plain}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise click.ClickException(f"{program} failed: {reason}")
