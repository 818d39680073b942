"""Where the local services keep what they keep."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Places:
    """The folders and files under one var folder (absolute, links resolved)."""

    var: Path

    @classmethod
    def under(cls, var: Path) -> "Places":
        """Make the folders that are missing."""
        places = cls(var.resolve())
        for folder in (places.var, places.run, places.log, places.valkey):
            folder.mkdir(parents=True, exist_ok=True)
        return places

    @property
    def key(self) -> str:
        """A short name that belongs to this var folder alone."""
        return hashlib.sha256(bytes(self.var)).hexdigest()[:12]

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def postgres(self) -> Path:
        return self.var / "postgres"

    @property
    def valkey(self) -> Path:
        return self.var / "valkey"

    @property
    def secrets(self) -> Path:
        return self.var / "secrets.env"

    @property
    def demo(self) -> Path:
        return self.var / "demo.json"
