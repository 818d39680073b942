"""The one interface of all tracking systems. An adapter is a file that offers ``ADAPTER``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from apps.integrations.ats.values import Connected, Report, Wanted
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import System

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Field:
    """What connecting asks for, in words that are translated when they are read.
    ``is_secret``: sealed, and never shown again. ``is_address``: an https address."""

    name: str
    label: Words
    help_text: Words = ""
    required: bool = True
    is_secret: bool = False
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """What is entered at the vendor: ``route`` is the name of one of our addresses, which takes
    ``organisation_id`` and ``endpoint_id`` if ``of_endpoint``: where the vendor shows no key."""

    label: str
    route: str
    of_endpoint: bool = False


class Adapter(Protocol):
    """``uses_key``: it calls us with a key of scope "ats", shown once when it is connected.
    ``keeps_key``: it is called with that key too, which is therefore kept, sealed.
    ``first_steps``: who does what at the vendor, one sentence each."""

    @property
    def system(self) -> System: ...

    @property
    def uses_key(self) -> bool: ...

    @property
    def keeps_key(self) -> bool: ...

    @property
    def fields(self) -> Sequence[Field]: ...

    @property
    def addresses(self) -> Sequence[Address]: ...

    @property
    def first_steps(self) -> Sequence[Words]: ...

    def order(self, body: object) -> Wanted:
        """Raises ``Refused`` with the field where the body is not as documented."""

    def update(self, connected: Connected, report: Report) -> OutgoingRequest | None:
        """How the system is told; None where it is not to be told of this. Pure."""

    def probe(self, connected: Connected) -> OutgoingRequest | None:
        """A request that changes nothing and shows whether the vendor knows us; None where the
        vendor offers none."""
