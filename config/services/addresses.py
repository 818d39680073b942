"""Where the embedded servers of a var folder answer, whether they run or not. Touches nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from config.services.places import Places

APP, OWNER, DATABASE = "renown_app", "renown_owner", "renown"


@dataclass(frozen=True)
class Addresses:
    """database_url: as the app role. owner_url: as the owner of the tables. redis_url: as redis-py
    takes it."""

    database_url: str
    owner_url: str
    redis_url: str


def addresses(var: Path) -> Addresses:
    """The addresses of the servers that `python -m config.services` runs under this folder."""
    base = Path(os.environ.get("RENOWN_SOCKET_DIR", "/tmp"))  # noqa: S108 - checked at start
    folder = base / f"renown-{os.geteuid()}-{Places(var.resolve()).key}"
    return Addresses(
        database_url=f"postgresql://{APP}@/{DATABASE}?host={folder}",
        owner_url=f"postgresql://{OWNER}@/{DATABASE}?host={folder}",
        redis_url=f"unix://{folder}/valkey.sock?db=0",
    )
