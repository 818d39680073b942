"""Ends the supervisor's processes when the supervisor was killed.

Runs as a script of its own, on the standard library alone. Reads lines from standard input:
`+PID SIGNAL group|alone` for a process to look after, `-PID` for one that has ended. The end of the
input means that the supervisor is gone: each process gets its signal, and SIGKILL after PATIENCE.
The parent-death signal does not reach grandchildren (web and task workers); this does.
"""

import contextlib
import os
import signal
import sys
import time

PATIENCE = 5.0  # seconds


def send(pid: int, number: int, group: bool) -> bool:
    """False if there is nothing left to signal."""
    try:
        (os.killpg if group else os.kill)(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def watch() -> dict[int, tuple[int, bool]]:
    """Read until the supervisor is gone; the processes that are left, with signal and kind."""
    wards: dict[int, tuple[int, bool]] = {}
    for line in sys.stdin:
        if line.startswith("+"):
            pid, number, kind = line[1:].split()
            wards[int(pid)] = (int(number), kind == "group")
        else:
            wards.pop(int(line[1:]), None)
    return wards


def end(wards: dict[int, tuple[int, bool]]) -> None:
    """Signal all, wait, kill what is left."""
    left = {pid for pid, (number, group) in wards.items() if send(pid, number, group)}
    until = time.monotonic() + PATIENCE
    while left and time.monotonic() < until:
        time.sleep(0.02)
        left = {pid for pid in left if send(pid, 0, wards[pid][1])}
    for pid in left:
        send(pid, signal.SIGKILL, wards[pid][1])


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.chdir("/")
    end(watch())
