"""One holder per folder, told by a lock that the kernel frees when the holder dies."""

import fcntl
import os
from pathlib import Path


class FolderLock:
    """An exclusive lock on a file that also names its holder."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self) -> bool:
        """Whether the lock is ours now; does not wait."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.note("")
        return True

    def note(self, words: str) -> None:
        """Write the holder's process id and a few words for whoever finds the lock taken."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()} {words}\n".encode(), 0)

    def holder(self) -> tuple[int, str]:
        """The process id and words of the last holder; (0, "") where none is known."""
        pid, _, words = os.pread(self._file, 500, 0).decode().strip().partition(" ")
        return (int(pid), words) if pid.isdigit() else (0, "")

    def fileno(self) -> int:
        return self._file

    def close(self) -> None:
        """Free the lock, unless a guard that got a copy of it still cleans up."""
        os.close(self._file)


def alive(pid: int) -> bool:
    """Whether a process with this id runs (it may be another one than once)."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
