"""Keys of the API: ``rnw_<organisation>_<secret>``. Only the SHA-256 of the whole is kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.callers import Address
from apps.core.pace import is_too_often
from apps.core.refusals import Refused
from apps.organisations.allowed import networks
from apps.organisations.models import ApiKey, Organisation
from apps.organisations.models.api_key import ApiScope, Refusal

PREFIX_LENGTH = 8
NOTED_EVERY = timedelta(minutes=1)
_SHAPE = re.compile(r"rnw_([0-9a-f]{32})_([A-Za-z0-9_-]{43})", re.ASCII)


def create(
    *,
    organisation: Organisation,
    name: str,
    scopes: Iterable[str],
    by: By,
    expires_at: datetime | None = None,
    allowed_networks: Iterable[str] = (),
) -> tuple[ApiKey, str]:
    """The key and its secret, which nobody can ever read again."""
    granted = sorted({ApiScope(scope).value for scope in scopes})
    if not granted:
        raise Refused("scope_missing", _("Choose what the key may do."), field="scopes")
    if expires_at is not None and expires_at <= timezone.now():
        raise Refused("expired", _("Choose a day in the future."), field="expires")
    allowed = networks(allowed_networks)
    random = secrets.token_urlsafe(32)
    secret = f"rnw_{organisation.pk.hex}_{random}"
    with tenancy.organisation(organisation.pk):
        key = ApiKey.objects.create(
            organisation=organisation,
            name=name.strip(),
            prefix=random[:PREFIX_LENGTH],
            secret_hash=_digest(secret),
            scopes=granted,
            created_by_id=by.user_id,
            expires_at=expires_at,
            allowed_networks=allowed,
        )
        record(by=by, verb="api_key.created", subject=key, facts={"scopes": granted})
    return key, secret


def revoke(*, key: ApiKey, by: By) -> None:
    """The key opens nothing from now on. Twice is once."""
    with tenancy.organisation(key.organisation_id):
        revoked = ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(
            revoked_at=timezone.now(), revoked_by=by.user_id
        )
        if revoked:
            record(by=by, verb="api_key.revoked", subject=key)


def authenticate(secret: str, caller: Address | None = None) -> ApiKey | None:
    """The key of this secret with its organisation, where it opens for this caller; None otherwise,
    and its owner can read why.

    Call it outside of scopes. The secret only claims its organisation; the key is looked for
    behind that wall alone."""
    shape = _SHAPE.fullmatch(secret)
    if shape is None:
        return None
    digest = _digest(secret)
    with tenancy.organisation(UUID(shape[1])):
        likely = ApiKey.objects.filter(prefix=shape[2][:PREFIX_LENGTH])
        key = next(
            (k for k in likely.select_related("organisation") if _same(k.secret_hash, digest)), None
        )
        refusal = key.refusal(caller) if key else None
        if key is None or refusal:
            if key and refusal:
                _note_refusal(key, refusal, caller)
            return None
        _note_use(key)
        return key


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _same(kept: str, given: str) -> bool:
    return hmac.compare_digest(kept.encode(), given.encode())


def _note_refusal(key: ApiKey, refusal: Refusal, caller: Address | None) -> None:
    """At most once a minute for each reason: whoever holds a spent key may ask as often as they
    like."""
    if is_too_often(f"key-{refusal}", key.pk, most=1, within=NOTED_EVERY):
        return
    ApiKey.objects.filter(pk=key.pk).update(
        refused_at=timezone.now(),
        refused_because=refusal,
        refused_from=str(caller) if caller else None,
    )
    facts = {"reason": refusal.value}
    record(by=By.key(key.pk), verb="api_key.refused", subject=key, facts=facts)


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at and key.last_used_at >= now - NOTED_EVERY:
        return
    rarely = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    if ApiKey.objects.filter(rarely, pk=key.pk).update(last_used_at=now):
        key.last_used_at = now
