"""Second factors: who has one; their secrets are sealed with the keys that seal everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from apps.core import sealing
from apps.core.sealing import Age

SECRETS = ("secret", "seed")  # of an authenticator app, of recovery codes; passkeys have none here


class SealingMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """allauth asks before it stores a secret, and after it has read one."""

    def encrypt(self, text: str) -> str:
        return sealing.seal_text(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ``CannotOpen``: whom no key proves does not get in."""
        return sealing.open_text(encrypted_text.encode())


def held_by(user_ids: Collection[UUID]) -> set[UUID]:
    """Those of these users who have a second factor. Recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    found = Authenticator.objects.filter(user_id__in=user_ids, type__in=kinds)
    return {*found.values_list("user_id", flat=True)}


def ages() -> Counter[Age]:
    """Which keys all second factors need."""
    return Counter(sealing.age(secret.encode()) for row in _rows() for secret in _secrets(row))


def reseal() -> int:
    """Seals with the newest key what lies under older ones; how many. Those used at this moment are
    left for the next time."""
    return sum(_resealed(row) for row in _rows())


def _resealed(row: Authenticator) -> bool:
    older = [s for s in _secrets(row) if sealing.age(s.encode()) is Age.OLDER]
    if not older:
        return False
    data = _with(row.data, lambda text: sealing.reseal(text.encode()).decode())
    return bool(Authenticator.objects.filter(pk=row.pk, data=row.data).update(data=data))


def _rows() -> Iterator[Authenticator]:
    rows: Iterator[Authenticator] = Authenticator.objects.order_by("pk").iterator(chunk_size=500)
    return rows


def _secrets(row: Authenticator) -> list[str]:
    return [row.data[name] for name in SECRETS if name in row.data]


def _with(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    return {name: change(value) if name in SECRETS else value for name, value in data.items()}
