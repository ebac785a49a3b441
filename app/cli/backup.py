"""`sidestage backup` and `sidestage restore`: database, files and key in one archive (row X7)."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli import archive, database_copies
from app.cli.database_state import look
from app.config import Settings

FILES = "file://"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write database, files and key to FILE (a new .tar), also while Sidestage runs."""
    settings = Settings.from_env()
    if file.exists():
        raise click.ClickException(f"{file} is there already. Name a new file.")
    part = file.with_name(file.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.instance, prefix=".backup-") as room:
            copy = Path(room, "database")
            database_copies.save(settings.database_url, copy)  # first: what it names is in the files then
            facts = {"database": _kind(settings), "made": datetime.now(UTC).isoformat(timespec="seconds")}
            archive.write(part, facts, {"database": copy, "secret_key": _key(settings)}, _files(settings))
        part.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(
        f"{file}: {file.stat().st_size / 1024**2:.1f} MB. It opens everything: keep it as you keep the key."
    )
    if _files(settings) is None:
        click.echo("The files are in the bucket of SIDESTAGE_STORAGE_URL and not in this archive.")
    if not _key(settings).exists():
        click.echo(
            "The key is yours (SIDESTAGE_SECRET_KEY) and not in this archive; links need the same one."
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put away what is there now.")
def restore(file: Path, *, replace: bool) -> None:
    """Bring back what `sidestage backup` wrote. Stop Sidestage before."""
    settings = Settings.from_env()
    existing = look(settings.database_url).revision is not None
    if existing and not replace:
        raise click.ClickException("there is a database already. --replace puts it away, and restores.")
    with tempfile.TemporaryDirectory(dir=settings.instance, prefix=".restore-") as room:
        try:
            facts = archive.read(file, Path(room))
        except archive.Unusable as reason:
            raise click.ClickException(f"{file}: {reason}") from reason
        if facts["database"] != _kind(settings):
            raise click.ClickException(
                f"{file} was made on {facts['database']}, but SIDESTAGE_DATABASE_URL names {_kind(settings)}."
            )
        away = settings.instance / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        away.mkdir(mode=0o700)
        database_copies.bring_back(settings.database_url, Path(room, "database"), away if existing else None)
        _lay(Path(room, "files"), _files(settings), away)
        _lay(Path(room, "secret_key"), _key(settings), away)
    if any(away.iterdir()):
        click.echo(f"What was there before is kept in {away}.")
    else:
        away.rmdir()
    click.echo(f"Restored as of {facts['made']}. The next start brings it to this version.")


def _kind(settings: Settings) -> str:
    return settings.database_url.partition(":")[0].partition("+")[0]


def _files(settings: Settings) -> Path | None:
    address = settings.storage_url
    return Path(address.removeprefix(FILES)) if address.startswith(FILES) else None


def _key(settings: Settings) -> Path:
    return settings.instance / "secret_key"


def _lay(new: Path, place: Path | None, away: Path) -> None:
    """Move `new` to its place; what is there goes to `away`."""
    if place is None or not new.exists():
        return
    if place.exists():
        shutil.move(place, away / place.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(new, place)
