"""Test mode: beside an organisation stands its twin, which holds made-up people only. A test key is
a key of the twin, so that each wall keeps both apart by itself.

Nobody is a member of a twin: it is reached by keys, and looked after from the organisation's own
pages. ``apps.pipeline.test_mode`` opens one with its people."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.organisations.models import ApiKey, Organisation

TWINS = UUID("7d1f6a52-2f0e-4c39-9a1b-5c8b8e0f4d11")
MARK = "Test: "
NAME_LENGTH = 120


@transaction.atomic
def found(*, organisation: Organisation, by: By) -> tuple[Organisation, bool]:
    """The twin, and whether this call founded it. Of two calls at once the second finds the
    first's."""
    assert organisation.test_of is None, "a twin has no twin"
    twin = _like(organisation)
    with tenancy.organisation(twin.pk):
        Organisation.objects.bulk_create([twin], ignore_conflicts=True)
        kept = Organisation.objects.select_for_update().get(pk=twin.pk)
        founded = kept.created_at == twin.created_at
        if founded:
            record(by=by, verb="organisation.created", subject=kept)
    if founded:
        with tenancy.organisation(organisation.pk):
            record(by=by, verb="test_mode.opened", subject=organisation)
    return kept, founded


def twin_of(organisation: Organisation) -> Organisation | None:
    """None where test mode was never opened."""
    key = twin_id(organisation.pk)
    with tenancy.organisation(key):
        return Organisation.objects.filter(pk=key).first()


def keys_of(organisation: Organisation) -> list[ApiKey]:
    """Its test keys, the newest first, for the organisation's own page."""
    with tenancy.organisation(twin_id(organisation.pk)):
        return list(ApiKey.objects.select_related("organisation", "created_by").order_by("-id"))


def key_of(organisation: Organisation, key_id: UUID) -> ApiKey | None:
    """One of its test keys, to be revoked by ``api_keys.revoke``."""
    with tenancy.organisation(twin_id(organisation.pk)):
        return ApiKey.objects.filter(pk=key_id).select_related("organisation").first()


def twin_id(organisation_id: UUID) -> UUID:
    """Known beforehand: behind the organisation's wall nobody could look for it."""
    return uuid5(TWINS, organisation_id.hex)


def _like(organisation: Organisation) -> Organisation:
    key = twin_id(organisation.pk)
    return Organisation(
        id=key,
        test_of=organisation.pk,
        name=(MARK + organisation.name)[:NAME_LENGTH],
        slug=f"test-{key.hex}",
        language=organisation.language,
        time_zone=organisation.time_zone,
    )
