"""A var folder of its own for each test, and commands that run in it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.services.addresses import Addresses
from config.services.places import ROOT, Places
from config.services.sockets import private_folder

HOLD = "echo up; read _"  # a command that stays until its input ends


def without_servers() -> dict[str, str]:
    """The environment of somebody who has set nothing up."""
    ours = ("DATABASE_", "REDIS_", "CELERY_", "RENOWN_", "PYTEST_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "RENOWN_ENV": "test", "PYTHONPATH": str(ROOT)}


@dataclass
class House:
    """One var folder and its sockets."""

    var: Path

    @property
    def sockets(self) -> Path:
        return private_folder(Places(self.var.resolve()).key, uid=os.geteuid())

    def command(self, *command: str) -> list[str]:
        start = [sys.executable, "-m", "config.services", "exec", "--var", str(self.var)]
        return [*start, "--", *command]

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*command),
            env={**without_servers(), **variables},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def python(self, program: str, **variables: str) -> str:
        """What the program prints, run with the services' addresses."""
        done = self.run("python", "-c", program, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.sockets)

    def hold(self) -> "subprocess.Popen[str]":
        """Services that run until the returned process ends."""
        process = subprocess.Popen(
            self.command("sh", "-c", HOLD),
            env=without_servers(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        return process


def pids_in(folder: Path) -> set[int]:
    """Processes whose command line or working folder leads into the folder."""
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            line = (entry / "cmdline").read_bytes()
            place = os.fsencode((entry / "cwd").readlink())
        except OSError:
            continue
        if bytes(folder) in line or place.startswith(bytes(folder)):
            found.add(int(entry.name))
    return found


def until(reached: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Whether it was reached in time, on a machine with much else to do."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if reached():
            return True
        time.sleep(0.02)
    return False


def kill(pid: int) -> None:
    """One that has ended with another of the house is as good as killed."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
