"""The private folder of the Unix sockets."""

import os
import stat
from pathlib import Path

from config.services.errors import ServiceError

# A Unix socket's path is limited to about 107 bytes (104 on macOS), var/ may lie deeper than that.
LONGEST = 100
LONGEST_NAME = len("/.s.PGSQL.5432.lock")


def private_folder(key: str, *, uid: int, base: Path | None = None) -> Path:
    """Make or check the folder `renown-UID-KEY` in /tmp (or RENOWN_SOCKET_DIR).

    The name can be predicted, so that a second start finds the sockets; anybody could have made it
    before us, so it is checked (ServiceError).
    """
    base = base or Path(os.environ.get("RENOWN_SOCKET_DIR", "/tmp"))  # noqa: S108 - checked below
    folder = base / f"renown-{uid}-{key}"
    if len(os.fsencode(folder)) + LONGEST_NAME > LONGEST:
        raise ServiceError(
            f"The path {folder} is too long for a Unix socket. "
            "Set RENOWN_SOCKET_DIR to a shorter folder."
        )
    _make(folder, uid)
    check_private(folder, uid)
    return folder


def _make(folder: Path, uid: int) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    except OSError as error:
        raise ServiceError(
            f"Cannot make {folder} for the sockets ({error.strerror}). "
            "Set RENOWN_SOCKET_DIR to a folder where you may write."
        ) from error
    if uid != os.geteuid():
        os.chown(folder, uid, -1, follow_symlinks=False)


def check_private(folder: Path, uid: int) -> None:
    """ServiceError unless it is a real folder of `uid` that nobody else may enter."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise ServiceError(
            f"{folder} is not a private folder of user {uid}, so its sockets cannot be trusted. "
            "Look who made it, remove it, and start again; "
            "or set RENOWN_SOCKET_DIR to another folder."
        )
