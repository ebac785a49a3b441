"""The Flask extensions, unbound, and the base of all tables. Knows no module of ours."""

from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any, ClassVar

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import DateTime, Dialect, Enum, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
from sqlalchemy.types import JSON, TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values on the way in, gives aware UTC on the way out (SQLite drops zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone; wall time belongs in a WallTime column")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back to what SQLite stored without one."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WallTime(TypeDecorator[datetime]):
    """What a clock on a wall shows: a naive datetime that means something only beside an IANA zone."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant where a wall time belongs."""
        if value is not None and value.tzinfo is not None:
            raise ValueError("a wall time has no zone of its own")
        return value


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Base of all tables: named constraints, one instant type, enumerations as checked text.

    A row is equal to itself alone: comparing or printing fields would load every relationship.
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        str: Text(),
        list[str]: JSON(),
        list[dict[str, Any]]: JSON(),
        dict[str, Any]: JSON(),
        PythonEnum: Enum(
            PythonEnum,
            native_enum=False,
            create_constraint=True,
            length=24,
            values_callable=lambda kinds: [kind.value for kind in kinds],
        ),
    }


CONNECTIONS = 16
"""To the database, from each process: as many requests work at once, the others wait for a moment."""
WAIT_FOR_CONNECTION = 10  # seconds; then the page says that it is too busy

# A failing statement names no person in the log.
db = SQLAlchemy(
    metadata=Base.metadata,
    # A database that was restarted is met again without a failed page.
    engine_options={
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": WAIT_FOR_CONNECTION,
    },
)
login = LoginManager()
babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)
