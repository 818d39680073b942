"""What killed servers leave behind, and how it is told from a server that runs."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from config.services.errors import ServiceError
from config.services.lock import alive
from config.services.process import signal_process

PATIENCE = 10.0  # seconds for a server without supervisor to end by itself


def clear_stale_postgres(data: Path, sockets: Path) -> None:
    """End a server that outlived its supervisor, and remove the files that would block the next.

    PostgreSQL believes its process file if any process has that number, which after a restart of
    the machine may be anybody.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        return
    pid = _first_number(file)
    if pid and _works_in(pid, data):
        end(pid, signal.SIGINT, lambda: _works_in(pid, data))
    for left in (file, sockets / ".s.PGSQL.5432.lock", sockets / ".s.PGSQL.5432"):
        left.unlink(missing_ok=True)


def says_ready(data: Path) -> bool:
    """Whether the process file's last line says so (as pg_ctl reads it)."""
    with contextlib.suppress(OSError):
        return (data / "postmaster.pid").read_text().rstrip().endswith("ready")
    return False


def clear_stale_valkey(process_file: Path, folder: Path) -> None:
    """End a Valkey that outlived its supervisor; its other files block nothing."""
    pid = _first_number(process_file)
    if pid and _works_in(pid, folder):
        end(pid, signal.SIGTERM, lambda: _works_in(pid, folder))
    process_file.unlink(missing_ok=True)


def end(pid: int, number: signal.Signals, running: Callable[[], bool]) -> None:
    """Ask with the signal, insist with SIGKILL; ServiceError if it stays."""
    for attempt in (number, signal.SIGKILL):
        signal_process(pid, attempt, group=False)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not running():
                return
            time.sleep(0.02)
    raise ServiceError(f"Process {pid} still uses the data folder and cannot be ended. End it.")


def _first_number(file: Path) -> int:
    """The process id in the first line, 0 where there is none."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return abs(int(file.read_text().splitlines()[0]))
    return 0


def _works_in(pid: int, folder: Path) -> bool:
    """Whether the process lives and is a server of this very folder."""
    if not alive(pid):
        return False
    if Path("/proc/self/cwd").exists():
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == folder
        except OSError:  # gone, a zombie, or of another user: not ours
            return False
    shown = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return "postgres" in shown.stdout or "valkey" in shown.stdout
