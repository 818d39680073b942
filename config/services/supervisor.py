"""Keeps programs running: starts, restarts with back-off, stops in order, leaves no orphan."""

import contextlib
import math
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from config.services.errors import ServiceError
from config.services.journal import Journal
from config.services.process import Program, kill_rest, signal_process, spawn

GUARD = Path(__file__).with_name("guard.py")
SHORTEST, LONGEST = 0.5, 30.0  # seconds before a restart; doubled each time
STEADY = 30.0  # seconds of life after which the next restart is quick again


@dataclass
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    delay: float = SHORTEST
    restart_at: float | None = None
    ended: bool = False
    once: bool = False


class Stopped(Exception):
    """A person or the system asked to stop; the number is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Supervisor:
    """Use as a context: on leaving, everything that was started is stopped, last first."""

    def __init__(self, journal: Journal, *, keep: Iterable[int] = ()) -> None:
        """keep: file numbers (locks) that stay open until nothing runs any more."""
        self._journal = journal
        self._keep = tuple(keep)
        self._running: list[_Running] = []
        self._asked: int | None = None
        self.before_restart: dict[str, Callable[[], None]] = {}

    def __enter__(self) -> Self:
        reading, writing = socket.socketpair()
        for end in (reading, writing):
            end.setblocking(False)  # noqa: FBT003 - the socket module has it so
        self._ends = (reading, writing)
        self._journal.wake_on(reading.fileno())
        signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        self._guard = self._start_guard()
        return self

    def __exit__(self, *_: object) -> None:
        self._asked = None
        for group in self._in_order():
            self._stop(group)
        with contextlib.suppress(OSError):
            if self._guard.stdin:
                self._guard.stdin.close()
        self._guard.wait()
        signal.set_wakeup_fd(-1)

    def start(self, program: Program) -> subprocess.Popen[bytes]:
        """Start it and look after it from now on."""
        process = self._spawn(program)
        self._running.append(_Running(program, process, time.monotonic()))
        return process

    def foreground(self, program: Program) -> subprocess.Popen[bytes]:
        """Start it without starting it again when it ends; stopped with the rest."""
        process = self._spawn(program)
        self._running.append(_Running(program, process, time.monotonic(), once=True))
        return process

    def run(self, program: Program) -> int:
        """Run it to its end while the others are looked after; its exit code."""
        process = self._spawn(program)
        running = _Running(program, process, time.monotonic())
        try:
            self.wait(lambda: process.poll() is not None)
        except Stopped:
            self._stop([running])
            raise
        self._forget(running)
        return process.returncode

    def wait(
        self, reached: Callable[[], bool], *, every: float = 0.05, limit: float = math.inf
    ) -> bool:
        """Look after everything until `reached`, asked every so many seconds, or for `limit`.

        Whether it was reached. Raises Stopped when a signal asked for it.
        """
        until = time.monotonic() + limit
        while not reached():
            asked = time.monotonic()
            if asked > until:
                return False
            while (left := asked + every - time.monotonic()) > 0:
                self.tick(left)
        return True

    def tick(self, seconds: float) -> None:
        """One round: pass on what was said, restart what died."""
        self._journal.listen(min(seconds, self._until_restart()))
        if self._asked is not None:
            number, self._asked = self._asked, None
            raise Stopped(number)
        if self._guard.poll() is not None:
            self._guard = self._start_guard()
        for running in self._running:
            if not running.once:
                self._revive(running)

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        if not program.own_session:  # a command in the foreground keeps its terminal
            process = spawn(program)
        else:
            pipe = self._journal.pipe(program.name, quiet=program.quiet)
            try:
                process = spawn(program, output=pipe)
            finally:
                os.close(pipe)
        self._tell_guard(_entrusting(program, process.pid))
        return process

    def _revive(self, running: _Running) -> None:
        now = time.monotonic()
        if running.restart_at is not None:
            if now >= running.restart_at:
                running.restart_at = None
                self._before(running.program.name)
                running.process, running.started = self._spawn(running.program), now
                running.ended = False
        elif running.process.poll() is not None:
            self._forget(running)
            steady = now - running.started > STEADY
            running.delay = SHORTEST if steady else min(running.delay * 2, LONGEST)
            running.restart_at = now + running.delay
            how = _ending(running.process.returncode)
            self._journal.write(
                running.program.name, f"{how}; starting it again in {running.delay:.0f} s"
            )

    def _until_restart(self) -> float:
        """Seconds until the next program is to be started again."""
        due = (one.restart_at for one in self._running if one.restart_at is not None)
        return max(0.0, min(due, default=math.inf) - time.monotonic())

    def _before(self, name: str) -> None:
        try:
            self.before_restart.get(name, lambda: None)()
        except ServiceError as error:
            self._journal.write(name, str(error))

    def _in_order(self) -> list[list[_Running]]:
        """Programs to stop together: first those that use the services, then the services."""
        services = ("postgres", "valkey")
        users = [one for one in self._running if one.program.name not in services]
        return [users, [one for one in self._running if one.program.name in services]]

    def _stop(self, group: list[_Running]) -> None:
        for one in group:
            signal_process(one.process.pid, one.program.stop_signal, group=False)
        until = time.monotonic() + max((one.program.patience for one in group), default=0)
        while any(one.process.poll() is None for one in group):
            self._journal.listen(0.05)
            if time.monotonic() > until or self._asked is not None:  # asked twice: at once
                for one in group:
                    own = one.program.own_session
                    signal_process(one.process.pid, signal.SIGKILL, group=own)
                    one.process.wait()
        for one in group:
            self._forget(one)
        self._journal.listen(0)

    def _forget(self, running: _Running) -> None:
        if not running.ended:
            running.ended = True
            if running.program.own_session:
                kill_rest(running.process.pid)
            self._tell_guard(f"-{running.process.pid}\n")

    def _ask(self, number: int, _: object) -> None:
        self._asked = number

    def _start_guard(self) -> subprocess.Popen[bytes]:
        guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD)],
            stdin=subprocess.PIPE,
            pass_fds=self._keep,
            start_new_session=True,
        )
        self._guard = guard
        for one in self._running:
            if not one.ended:
                self._tell_guard(_entrusting(one.program, one.process.pid))
        return guard

    def _tell_guard(self, line: str) -> None:
        if self._guard.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._guard.stdin.write(line.encode())
                self._guard.stdin.flush()


def _entrusting(program: Program, pid: int) -> str:
    kind = "group" if program.own_session else "alone"
    return f"+{pid} {int(program.orphan_signal)} {kind}\n"


def _ending(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
