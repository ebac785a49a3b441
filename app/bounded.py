"""Work on what strangers sent, in a child process that may take little time and memory.

A file of some lines can keep a library busy for hours, and nothing stops a thread. The kernel ends a child.
"""

import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from types import FrameType

STEP_SECONDS = 1.0  # of processor time for one block
_ROOT = Path(__file__).parent.parent


class TookTooMuch(Exception):
    """The child ended before it had an answer; says by what, and nothing of the data."""


def in_child(work: str, data: bytes, *, seconds: int, memory: int) -> bytes:
    """Return what the function `work` ("package.module:name") makes of `data`. Raises TookTooMuch.

    The child may take `seconds` of processor time, 30 more by the clock, and `memory` in octets. The
    function is given `Bounds` beside the data.
    """
    command = [sys.executable, "-m", "app.bounded", work, str(seconds), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the data come in by a pipe
            command, input=data, capture_output=True, timeout=seconds + 30, check=False, cwd=_ROOT, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooMuch("timeout") from error
    if done.returncode < 0:
        raise TookTooMuch(f"signal {-done.returncode}")
    if done.returncode:
        last_line = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise TookTooMuch(last_line.partition(":")[0])  # the kind of exception
    return done.stdout


class _Left(BaseException):
    """A block is left. No Exception: nothing on the way takes it for its own."""


class Bounds(AbstractContextManager[None, bool]):
    """A block that is left after a second of processor time, or when nearly all is used up.

    What stands behind the block runs then. Where the system has no such clock, the child's end is the bound.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        if hasattr(signal, "SIGPROF"):
            signal.signal(signal.SIGPROF, self._leave)

    def __call__(self) -> "Bounds":
        """Return the next block."""
        return self

    def __enter__(self) -> None:
        """Start the clock; when nothing is left, it strikes at once."""
        _strike_in(max(0.001, min(STEP_SECONDS, self._seconds - time.process_time())))

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> bool:
        """Stop the clock."""
        _strike_in(0)
        return kind is _Left

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        raise _Left


def _strike_in(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: the parent's clock is the limit
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _main(work: str, seconds: int, memory: int) -> None:
    _limit(seconds, memory)
    module, _, name = work.partition(":")
    answer = getattr(import_module(module), name)(sys.stdin.buffer.read(), Bounds(seconds * 0.8))
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
