"""The schema's way from version to version. alembic is loaded only where there is a way to go."""

from typing import TYPE_CHECKING

from app.config import ROOT

if TYPE_CHECKING:
    from types import ModuleType

MIGRATIONS = ROOT / "migrations"


def newest() -> str:
    """Return the revision that this release needs: migrations are numbered, so none of them is opened."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def upgrade() -> None:
    """Run the migrations that are missing in the database of the current app."""
    _alembic().upgrade()


def downgrade(revision: str) -> None:
    """Go back to `revision`, or to "base", where there are no tables."""
    _alembic().downgrade(revision=revision)


def _alembic() -> "ModuleType":
    import flask_migrate  # with alembic and mako 100 ms and 4 MB, for which a page has no use
    from flask import current_app

    from app.extensions import db

    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate(current_app, db, directory=str(MIGRATIONS), render_as_batch=True)
    return flask_migrate
