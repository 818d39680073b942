"""Founding and naming an organisation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import By, record
from apps.core import languages, tenancy, zones
from apps.core.models import identifier
from apps.core.refusals import Refused
from apps.organisations.models import Membership, Organisation
from apps.organisations.models.membership import Role

SLUG_LENGTH = 48
SAME_REQUEST = timedelta(minutes=10)


@transaction.atomic
def create(
    *,
    name: str,
    by_user: User,
    privacy_contact: str = "",
    language: str = "",
    time_zone: str = "",
) -> Organisation:
    """A new organisation with ``by_user`` as its owner; language and time zone are its founder's.
    The same name from the same person within ten minutes is the same request, and gives the same
    organisation."""
    name = _required(name)
    User.objects.select_for_update().get(pk=by_user.pk)  # one founding at a time
    new = Organisation(
        id=identifier(),
        name=name,
        privacy_contact=privacy_contact.strip().lower(),
        language=languages.first_known(language),
        time_zone=zones.first_known(time_zone).key,
    )
    return _just_founded(name, by_user) or _found(new, by_user)


def edit(*, organisation: Organisation, name: str, privacy_contact: str, by: By) -> Organisation:
    """The name and who answers questions about data. The address keeps its slug."""
    wanted = {"name": _required(name), "privacy_contact": privacy_contact.strip().lower()}
    return _changed(organisation, wanted, by)


def set_locale(
    *, organisation: Organisation, language: str, time_zone: str, by: By
) -> Organisation:
    """The language and time zone of its letters, and of readers who chose none."""
    if languages.known(language) != language:
        raise Refused("language_unknown", _("Choose one of the languages."), field="language")
    if not zones.is_known(time_zone):
        raise Refused("time_zone_unknown", _("Choose one of the time zones."), field="time_zone")
    return _changed(organisation, {"language": language, "time_zone": time_zone}, by)


def _changed(organisation: Organisation, wanted: Mapping[str, object], by: By) -> Organisation:
    with tenancy.organisation(organisation.pk):
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        changed = [field for field, value in wanted.items() if getattr(locked, field) != value]
        if changed:
            for field in changed:
                setattr(locked, field, wanted[field])
            locked.save(update_fields=changed)
            record(by=by, verb="organisation.edited", subject=locked, facts={"fields": changed})
    return locked


def _required(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("name_missing", _("Give the organisation a name."), field="name")
    return name


def _just_founded(name: str, by_user: User) -> Organisation | None:
    with tenancy.person(by_user.pk):
        membership = (
            Membership.objects.owners()
            .filter(
                organisation__name__iexact=name,
                organisation__created_at__gt=timezone.now() - SAME_REQUEST,
            )
            .select_related("organisation")
            .first()
        )
        return membership.organisation if membership else None


def _found(organisation: Organisation, by_user: User) -> Organisation:
    with tenancy.organisation(organisation.pk):
        _save_with_free_slug(organisation)
        Membership.objects.create(organisation=organisation, user=by_user, role=Role.OWNER)
        record(by=By.user(by_user.pk), verb="organisation.created", subject=organisation)
    return organisation


def _save_with_free_slug(organisation: Organisation) -> None:
    """Others' slugs are behind the wall: only the unique index knows which are taken."""
    stem = slugify(organisation.name)[:SLUG_LENGTH].strip("-") or "organisation"
    for slug in (stem, f"{stem}-{secrets.token_hex(2)}"):
        organisation.slug = slug
        try:
            with transaction.atomic():
                organisation.save(force_insert=True)
        except IntegrityError:
            continue
        return
    organisation.slug = f"{stem}-{secrets.token_hex(5)}"
    organisation.save(force_insert=True)
