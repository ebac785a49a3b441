"""Templates as Python compiled them, kept in the instance folder: a start need not compile them again."""

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from app.config import Settings


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates as files, each with the checksum of its source. A full disk only costs the speed."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template where there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init(app: Flask) -> None:
    """Let the templates of this installation be kept beside its data."""
    settings: Settings = app.config["SETTINGS"]
    folder: Path = settings.instance / "cache"
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    app.jinja_env.bytecode_cache = TemplateCache(str(folder), "%s.template")
