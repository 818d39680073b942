"""As whom PostgreSQL runs: it refuses root, and root is what a container often is."""

import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import ServiceError

INSIDE_ID = 1000
NOBODY_HOME = Path("/var/lib/renown")
NO_WAY = """PostgreSQL refuses to run as root, and this machine allows neither a user namespace nor
the user `nobody` (inside containers both can be switched off). Either
  - run the same command as a normal user, or
  - set DATABASE_URL and REDIS_URL to servers of your own."""


@dataclass(frozen=True)
class ServerUser:
    """uid: the user as the rest of the machine sees it.

    enter: becomes that user, run in the child before the program starts.
    home: where data and binaries have to lie, if not where they are.
    """

    uid: int
    enter: Callable[[], None] | None = None
    home: Path | None = None


def server_user(binary: Path, data: Path) -> ServerUser:
    """Whoever can run the binary and reach the folder above `data`; ServiceError if nobody can."""
    if os.geteuid() != 0:
        return ServerUser(os.geteuid())
    if sys.platform == "linux" and _works(enter_namespace, binary, data.parent):
        return ServerUser(0, enter_namespace)
    nobody = as_nobody()
    if nobody and _works(nobody.enter, Path("/bin/true"), Path("/")):
        return nobody
    raise ServiceError(NO_WAY)


def enter_namespace() -> None:
    """Be user 1000 to oneself and root to the rest: files stay root's, PostgreSQL sees no root."""
    group = os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE_ID} 0 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE_ID} {group} 1")


def as_nobody() -> ServerUser | None:
    """The user `nobody`, who cannot read the home folder of root."""
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return None

    def enter() -> None:
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)

    return ServerUser(entry.pw_uid, enter, NOBODY_HOME)


def _works(enter: Callable[[], None] | None, binary: Path, folder: Path) -> bool:
    """Whether the binary runs as that user, who must also reach the folder."""
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1" && exec "$2" --version', "sh", folder, binary],
            preexec_fn=enter,
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
