"""Import a package without the companions that it would load only because they happen to be installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Let imports in this block find none of `packages`, unless somebody has loaded them before.

    What an import costs is paid by every process at every start, in time and in memory.
    """
    hidden = [name for name in packages if name not in sys.modules]
    sys.modules.update(cast("dict[str, ModuleType]", dict.fromkeys(hidden)))  # None means: not installed
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
