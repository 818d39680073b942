"""`exec`: one command with the services around it."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.services import external
from config.services.embedded import Embedded
from config.services.journal import Journal
from config.services.keys import local_secrets
from config.services.lock import FolderLock
from config.services.places import Places
from config.services.process import Program
from config.services.supervisor import Stopped, Supervisor


def execute(command: Sequence[str], var: Path) -> int:
    """Run the command with the services' addresses in its environment; its exit code.

    Services that already run for this folder are used and left running by their owner.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        os.environ.update(external.complete(os.environ))
        found = _found(command)
        os.execvp(found[0], found)  # noqa: S606 - no shell is wanted
    places = Places.under(var)
    with services(places, Journal(places.log / "services.log")) as supervisor:
        program = Program(
            name="command",
            command=_found(command),
            orphan_signal=signal.SIGTERM,
            own_session=False,
        )
        process = supervisor.foreground(program)
        while process.poll() is None:
            try:
                supervisor.wait(lambda: process.poll() is not None)
            except Stopped as asked:
                if not (asked.number == signal.SIGINT and _from_terminal()):
                    process.send_signal(asked.number)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


@contextmanager
def services(places: Places, journal: Journal) -> Iterator[Supervisor]:
    """A supervisor with the missing services running and their addresses in the environment."""
    os.environ.update(external.complete(os.environ))
    embedded = Embedded.missing(places, os.environ)
    lock = FolderLock(places.run / "services.lock")
    ours = embedded.claim(lock)
    if not os.environ.get("RENOWN_ENV"):
        os.environ.update({**local_secrets(places.secrets), **os.environ})
    with Supervisor(journal, keep=[lock.fileno()] if ours else []) as supervisor:
        if ours:
            embedded.start(supervisor, lock)
        os.environ.update(embedded.addresses())
        yield supervisor


def _found(command: Sequence[str]) -> list[str]:
    """`python` is this Python, and its neighbours (pytest) come before those on PATH."""
    name, *rest = command
    if name in ("python", "python3"):  # also where the name means another version
        return [sys.executable, *rest]
    neighbour = Path(sys.executable).parent / name
    return [str(neighbour) if os.sep not in name and neighbour.exists() else name, *rest]


def _from_terminal() -> bool:
    """Whether Ctrl-C has reached the command already, being in the terminal's foreground."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
