"""Processes that do not outlive the one who started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.services.errors import ServiceError

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    """What to run, and how it wants to be ended.

    enter: run in the child just before the program (to become another user).
    orphan_signal: sent when the supervisor dies without saying goodbye.
    patience: seconds between the stop signal and SIGKILL.
    own_session: False for a command that keeps the terminal.
    quiet: its words go to the log file alone.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    enter: Callable[[], None] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    patience: float = 8.0
    own_session: bool = True
    quiet: bool = False


def spawn(program: Program, *, output: int | None = None) -> subprocess.Popen[bytes]:
    """Start the program; its standard output and error go to `output`, or are inherited.

    Call it from the main thread: the parent-death signal follows the thread, not the process.
    """
    try:
        return subprocess.Popen(
            [str(part) for part in program.command],
            env={**os.environ, **program.environment},
            cwd=program.cwd,
            stdin=subprocess.DEVNULL if program.own_session else None,
            stdout=output,
            stderr=output,
            start_new_session=program.own_session,
            preexec_fn=_before_exec(program, os.getpid()),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ServiceError(f"{program.command[0]} cannot be started: {error}") from error


def _before_exec(program: Program, parent: int) -> Callable[[], None]:
    def prepare() -> None:
        if program.enter:
            program.enter()
        # After `enter`: the kernel forgets the signal when a process changes its user.
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, int(program.orphan_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def signal_process(pid: int, number: signal.Signals, *, group: bool) -> bool:
    """Send the signal to the process or to its whole group; False if there is none any more."""
    try:
        (os.killpg if group else os.kill)(pid, number)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of a group of zombies
        return False
    return True


def kill_rest(pid: int) -> None:
    """End what a dead process left in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
