"""Where the embedded services of a var folder are reached, for settings and for commands."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.services.errors import ServiceError
from config.services.sockets import check_private

OWNER, APP, DATABASE = "renown_owner", "renown_app", "renown"
NOTE = "sockets"


@dataclass(frozen=True)
class Addresses:
    """The URLs of services whose sockets lie in `folder`."""

    folder: Path

    @property
    def database_url(self) -> str:
        """With the role of the program."""
        return self.database(APP)

    @property
    def owner_url(self) -> str:
        """With the role that owns the tables."""
        return self.database(OWNER)

    @property
    def redis_url(self) -> str:
        """As redis-py takes it."""
        return f"unix://{self.valkey}?db=0"

    @property
    def broker_url(self) -> str:
        """As Celery takes it."""
        return f"redis+socket://{self.valkey}?virtual_host=0"

    @property
    def valkey(self) -> Path:
        return self.folder / "valkey.sock"

    def database(self, role: str, name: str = DATABASE) -> str:
        return f"postgresql://{role}@/{name}?host={quote(str(self.folder))}"


def addresses(var: Path) -> Addresses:
    """The addresses of the services started last for this var folder.

    Never a folder that others could have made: with none noted or trusted they lead to var/run,
    where no server answers. Makes nothing, connects to nothing.
    """
    run = var.resolve() / "run"
    with contextlib.suppress(OSError, ServiceError, ValueError):
        uid, _, folder = (run / NOTE).read_text().strip().partition(" ")
        check_private(Path(folder), int(uid))
        return Addresses(Path(folder))
    return Addresses(run)


def note_folder(run: Path, folder: Path, uid: int) -> None:
    """Remember for `addresses` where the sockets are and whose they must be."""
    (run / NOTE).write_text(f"{uid} {folder}\n")
