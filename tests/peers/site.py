"""A real WordPress with its own MariaDB, on free loopback ports, gone without a trace after."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

PHP = Path(__file__).parent / "php"
SOURCE = Path("/usr/share/wordpress")
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Person:
    """What the database holds of one author: posts of the last 90 days, comments by others on
    those, and all posts ever."""

    id: int
    login: str
    posts: frozenset[str]
    comments: int
    total: int


class WordPressSite:
    """Use as a context. ``url`` is its address, ``host`` what HTTP_ALLOWED_PRIVATE_HOSTS has to
    name, ``password`` everybody's (of ``people`` and of the administrator ``owner``)."""

    def __init__(self) -> None:
        # A short path that the user mysql may enter.
        self._base = Path(tempfile.mkdtemp(prefix="wordpress-", dir="/tmp"))
        self._database_port, port = _free_port(), _free_port()
        self._programs: list[subprocess.Popen[bytes]] = []
        self._database_password = secrets.token_hex(16)
        self.root = self._base / "www"
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        self.password = secrets.token_urlsafe(16)
        self.people: Mapping[str, Person] = {}
        self.since = datetime.now(UTC)

    def __enter__(self) -> Self:
        try:
            self._start_database()
            self._copy()
            self._seed()
            self._start_web()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._programs):
            _stop(program)
        shutil.rmtree(self._base, ignore_errors=True)

    @contextmanager
    def in_production(self) -> Iterator[str]:
        """The address of the same site as one that is not marked as local; still plain http."""
        host = f"127.0.0.1:{_free_port()}"
        changed = {"PEER_ENVIRONMENT": "production", "PEER_URL": f"http://{host}"}
        program = self._serve(host, changed)
        try:
            yield f"http://{host}"
        finally:
            self._programs.remove(program)
            _stop(program)

    def set_option(self, name: str, value: str) -> None:
        """Changes one of WordPress's options, as the page of settings would."""
        self._php(PHP / "option.php", name, value)

    def _start_database(self) -> None:
        data, run = self._base / "data", self._base / "run"
        for folder in (data, run):
            folder.mkdir()
            _give_to_mysql(folder)
        self._base.chmod(0o755)
        _run(
            [
                *_as_mysql(),
                "mariadb-install-db",
                "--no-defaults",
                "--skip-test-db",
                "--auth-root-authentication-method=normal",
                f"--datadir={data}",
            ]
        )
        first = run / "first.sql"
        first.write_text(
            "CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n"
            f"CREATE USER wordpress@'127.0.0.1' IDENTIFIED BY '{self._database_password}';\n"
            "GRANT ALL ON wordpress.* TO wordpress@'127.0.0.1';\n"
        )
        _give_to_mysql(first)
        self._program(
            [
                "/usr/sbin/mariadbd",
                "--no-defaults",
                f"--datadir={data}",
                f"--socket={run / 'sock'}",
                f"--pid-file={run / 'pid'}",
                f"--init-file={first}",
                "--bind-address=127.0.0.1",
                f"--port={self._database_port}",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=64M",
            ],
            self._database_port,
        )

    def _copy(self) -> None:
        _run(["cp", "-rL", str(SOURCE), str(self.root)])
        shutil.copy(PHP / "wp-config.php", self.root / "wp-config.php")
        (self.root / "wp-config.php").chmod(0o644)

    def _seed(self) -> None:
        found = json.loads(self._php(PHP / "seed.php"))
        self.since = datetime.fromtimestamp(found["since"], UTC)
        self.people = {
            login: Person(one["id"], login, frozenset(one["posts"]), one["comments"], one["total"])
            for login, one in found["people"].items()
        }

    def _start_web(self) -> None:
        shutil.copy(PHP / "router.php", self._base / "router.php")
        self._serve(self.host, {})

    def _serve(self, host: str, changed: Mapping[str, str]) -> subprocess.Popen[bytes]:
        command = ["php", "-S", host, "-t", str(self.root), str(self._base / "router.php")]
        return self._program(command, _port(host), changed)

    def _php(self, script: Path, *arguments: str) -> str:
        command = ["php", "-d", "memory_limit=512M", str(script), *arguments]
        return _run(command, self._environment())

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PEER_URL": self.url,
            "PEER_ROOT": str(self.root),
            "PEER_PASSWORD": self.password,
            "PEER_DB_PORT": str(self._database_port),
            "PEER_DB_PASSWORD": self._database_password,
        }

    def _program(
        self, command: Sequence[str], port: int, changed: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Starts a server that ends with this process, and waits until it answers."""
        log = self._base / f"{Path(command[0]).name}.log"
        with log.open("wb") as output:
            program = subprocess.Popen(
                [*_as_mysql(), *command],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**self._environment(), **(changed or {})},
                start_new_session=True,
            )
        self._programs.append(program)
        end = time.monotonic() + _START_SECONDS
        while not _answers(port):
            if program.poll() is not None or time.monotonic() > end:
                tail = log.read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{command[0]} did not start:\n{tail}")
            time.sleep(0.1)
        return program


def is_installed() -> bool:
    return SOURCE.is_dir() and all(
        shutil.which(name, path="/usr/sbin:/usr/bin:/bin")
        for name in ("php", "mariadbd", "mariadb-install-db")
    )


def _as_mysql() -> list[str]:
    """MariaDB refuses to run as root, and PHP need not. ``setpriv`` also ends a server whose
    parent was killed."""
    user = ["--reuid=mysql", "--regid=mysql", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *user, "--pdeathsig=TERM", "--"]


def _give_to_mysql(path: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(path, "mysql", "mysql")
    path.chmod(0o700 if path.is_dir() else 0o600)


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=180, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _stop(program: subprocess.Popen[bytes]) -> None:
    """Politely first, then for good."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(program.pid, number)
            program.wait(20)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _port(host: str) -> int:
    return int(host.rpartition(":")[2])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False
