"""What an operator sets about a network that knows this application: its registration there."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Self

from django.conf import settings

BASES = ("api_url", "token_url")  # what a path is appended to


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """``timeout``: seconds for a whole call. A network adds fields of its own; one with a default
    need not be set."""

    api_url: str
    authorize_url: str
    client_id: str
    client_secret: str = field(repr=False)
    timeout: float = 15.0

    @classmethod
    def of(cls, network: str) -> Self:
        """What ``settings.NETWORKS`` says, each field by its name in capitals."""
        told = settings.NETWORKS[network]
        names = [each.name for each in fields(cls) if each.name.upper() in told]
        found = {name: told[name.upper()] for name in names}
        return cls(**{k: v.rstrip("/") if k in BASES else v for k, v in found.items()})
