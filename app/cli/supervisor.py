"""Keep the processes of one installation running: what dies is started again, what must stop stops whole."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import click

from app.config import ROOT

GRACE_SECONDS = 10
LOOK_SECONDS = 0.2
LONGEST_PAUSE = 30.0
SETTLED_SECONDS = 60
SETTING_IS_WRONG = 2  # how a command of ours ends that named a setting
_PR_SET_PDEATHSIG = 1


class SettingIsWrong(Exception):
    """A command cannot run as things are set."""


def require_free_port(host: str, port: int) -> None:
    """Stop with one line when somebody listens there: the server itself would silently share the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop what listens there, or take another: PORT={port + 1}"
            ) from error


def somebody_answers(host: str, port: int) -> bool:
    """Whether a connection to the server can be made."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what to ask when it listens everywhere
    try:
        socket.create_connection((everywhere.get(host, host), port), timeout=LOOK_SECONDS).close()
    except OSError:
        return False
    return True


@dataclass(slots=True)
class Child:
    """One process that shall run: started in a group of its own, again and again with growing pauses."""

    name: str
    command: list[str]
    once: tuple[str, ...] = ()  # arguments of the first start alone
    may_start: Callable[[], bool] = lambda: True
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start it when it is due; notice when it has ended."""
        if self.process is None:
            if now >= self.due and self.may_start():
                self._start(now)
            return
        code = self.process.poll()
        if code is None:
            return
        self._signal(signal.SIGKILL)  # what its own children left behind
        if code == SETTING_IS_WRONG:
            self.process = None
            raise SettingIsWrong
        settled = now - self.started > SETTLED_SECONDS
        self.pause = 1.0 if settled or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.due = None, now + self.pause
        click.echo(f"sidestage: {self.name} ended ({code}); it starts again in {self.pause:.0f} s", err=True)

    def _start(self, now: float) -> None:
        self.started = now
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            [*self.command, *self.once],
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM),  # noqa: PLW1509 - no threads here
        )
        self.once = ()

    def stop(self) -> None:
        """Ask the whole group to end."""
        self._signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """Wait for the end until the moment `until`; then end the whole group by force."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def run_together(children: list[Child]) -> None:
    """Run commands side by side until Ctrl-C or SIGTERM, then end them and everything they started."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            for child in children:
                child.look(time.monotonic())
            time.sleep(LOOK_SECONDS)
    except KeyboardInterrupt:
        _stop(children)
    except SettingIsWrong:  # the child has said which; no second try would go better
        _stop(children)
        sys.exit(SETTING_IS_WRONG)


def _stop(children: list[Child]) -> None:
    for child in children:
        child.stop()
    until = time.monotonic() + GRACE_SECONDS
    for child in children:
        child.wait(until)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def end_with_parent(parent: int, number: signal.Signals) -> None:
    """Let the kernel signal this process when `parent` is killed: no server outlives its master."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it was killed before we asked
            os.kill(os.getpid(), number)
