"""One readable log of many processes: a prefix for each line, on the terminal and in a file."""

import os
import selectors
import sys
from pathlib import Path
from typing import TextIO

COLOURS = (36, 33, 32, 35, 34, 31, 96, 93)
LARGEST = 5_000_000  # bytes of the file before the next start puts it aside


class Journal:
    """Pipes of processes in, prefixed lines out. Reads nothing until `listen`."""

    def __init__(self, file: Path, *, terminal: TextIO | None = None, width: int = 9) -> None:
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_suffix(".log.1"))
        self._file = file.open("a", encoding="utf-8", buffering=1)
        self._terminal = terminal
        self._coloured = bool(terminal and terminal.isatty() and "NO_COLOR" not in os.environ)
        self._width = width
        self._selector = selectors.DefaultSelector()
        self._names: list[str] = []

    def pipe(self, name: str, *, quiet: bool = False) -> int:
        """The writing end for a process; close it here once the process has it.

        quiet: for the file alone.
        """
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        self._selector.register(reading, selectors.EVENT_READ, _Lines(name, quiet))
        return writing

    def wake_on(self, fileno: int) -> None:
        """Return from `listen` early when this becomes readable; its bytes are thrown away."""
        self._selector.register(fileno, selectors.EVENT_READ, None)

    def listen(self, seconds: float) -> None:
        """Write what arrives within `seconds`, returning at the first arrival."""
        for key, _ in self._selector.select(seconds):
            chunk = _read(key.fd)
            if key.data is None or chunk is None:
                continue
            for line in key.data.feed(chunk):
                self.write(key.data.name, line, quiet=key.data.quiet)
            if not chunk:
                self._selector.unregister(key.fd)
                os.close(key.fd)

    def write(self, name: str, line: str, *, quiet: bool = False) -> None:
        """One line of one process."""
        prefix = f"{name:<{self._width}}|"
        self._file.write(f"{prefix} {line}\n")
        if quiet:
            return
        if self._coloured:
            if name not in self._names:
                self._names.append(name)
            colour = COLOURS[self._names.index(name) % len(COLOURS)]
            prefix = f"\033[{colour}m{prefix}\033[0m"
        self.say(f"{prefix} {line}")

    def say(self, text: str) -> None:
        """Words to the person at the terminal, who may have closed it."""
        if not self._terminal:
            return
        try:
            print(text, file=self._terminal, flush=True)
        except (OSError, ValueError):
            self._terminal = None
            # Python would complain about the lost pipe once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Lines:
    """Bytes in, whole lines out."""

    def __init__(self, name: str, quiet: bool) -> None:
        self.name, self.quiet = name, quiet
        self._rest = b""

    def feed(self, chunk: bytes) -> list[str]:
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        if not chunk and self._rest:
            whole, self._rest = [self._rest], b""
        return [line.decode("utf-8", "replace").rstrip() for line in whole]


def _read(fileno: int) -> bytes | None:
    """What is there, b"" at the end, None if there is nothing yet."""
    try:
        return os.read(fileno, 65536)
    except BlockingIOError:
        return None
