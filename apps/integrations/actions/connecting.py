"""Applicant tracking systems are connected to an organisation, changed, and disconnected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import sealing, tenancy
from apps.core.refusals import Refused
from apps.integrations.actions import listening, offering, switching
from apps.integrations.ats import reading
from apps.integrations.ats.adapter import Adapter, Field
from apps.integrations.ats.registry import adapter
from apps.integrations.ats.reports import connected
from apps.integrations.models import DisabledBecause, Endpoint, Order
from apps.organisations.actions import api_keys
from apps.organisations.actions.offers import openings_changed
from apps.organisations.models import ApiKey, Organisation
from apps.organisations.models.api_key import ApiScope

KEY = "key"  # among the secrets: with which the system calls us, and we call it
LONGEST_NAME = 80
LONGEST_VALUE = 500
MOST_CONNECTIONS = 20  # of one organisation


@dataclass(frozen=True, slots=True)
class Values:
    """What was filled in, checked: ``secrets`` and ``options`` by the names of fields."""

    secrets: dict[str, str]
    options: dict[str, str]


def connect(
    *, organisation: Organisation, system: str, name: str, values: Mapping[str, str], by: By
) -> tuple[Endpoint, str]:
    """The endpoint, and the key with which the system calls us, which nobody can read again; empty
    where it uses none. Refuses with the name of a field, or "name"."""
    known = adapter(system)
    called, filled = _named(name), _checked(known, values, kept={})
    with listening.changing(organisation.pk):
        if Endpoint.objects.tracking_systems().enabled().count() >= MOST_CONNECTIONS:
            raise Refused("too_many", _("Disconnect one first: there are twenty already."))
        endpoint = Endpoint(
            organisation=organisation,
            system=system,
            name=called,
            options=filled.options,
            created_by_id=by.user_id,
        )
        secret = ""
        if known.uses_key:
            endpoint.api_key, secret = _key(organisation, called, by)
            if known.keeps_key:
                filled.secrets[KEY] = secret
        _seal(endpoint, filled.secrets)
        endpoint.save(force_insert=True)
        record(
            by=by,
            verb="tracking_system.connected",
            subject=endpoint,
            facts={"system": endpoint.system},
        )
    _tell_openings(endpoint)
    return endpoint, secret


def change(*, endpoint: Endpoint, name: str, values: Mapping[str, str], by: By) -> Endpoint:
    """Another name or other values; a secret that is left empty stays, unless it would go to
    another address than it was entered for. Refuses like ``connect``, and "disconnected"."""
    known, called = adapter(endpoint.system), _named(name)
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.tracking_systems().select_for_update().get(pk=endpoint.pk)
        _refuse_disconnected(locked)
        kept = _kept(locked)
        stays = {} if _leads_elsewhere(known, values, locked) else kept
        filled = _checked(known, values, kept=stays)
        locked.name, locked.options = called, filled.options
        _seal(locked, kept | filled.secrets)
        switching.forget_failures(locked)
        locked.save()
        record(by=by, verb="tracking_system.changed", subject=locked)
    _tell_openings(locked)
    return locked


def enable(*, endpoint: Endpoint, by: By) -> Endpoint:
    """Switches it on again. Twice is once; what was disconnected is refused."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.tracking_systems().select_for_update().get(pk=endpoint.pk)
        _refuse_disconnected(locked)
        enabled = switching.enable(endpoint=locked, by=by)
    _tell_openings(enabled)
    return enabled


def disconnect(*, endpoint: Endpoint, by: By) -> Endpoint:
    """The system's key opens nothing any more and it is told nothing more; what we kept to reach it
    goes. What it was told before stays there. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.tracking_systems().select_for_update().get(pk=endpoint.pk)
        if is_disconnected(locked):
            return locked
        if locked.api_key_id:
            api_keys.revoke(key=ApiKey.objects.get(pk=locked.api_key_id), by=by)
        switching.drop_pending(locked)
        Order.objects.filter(endpoint=locked).update(sealed_callback=None, details={})
        locked.sealed_secret, locked.options, locked.url = None, {}, ""
        locked.disabled_at = locked.disabled_at or timezone.now()
        locked.disabled_because = DisabledBecause.MEMBER
        locked.save()
        record(by=by, verb="tracking_system.disconnected", subject=locked)
    return locked


def is_disconnected(endpoint: Endpoint) -> bool:
    return not endpoint.is_enabled and endpoint.sealed_secret is None


def _tell_openings(endpoint: Endpoint) -> None:
    """Most systems ask what can be ordered; some keep a copy."""
    if endpoint.system in offering.KEEP_A_COPY:
        with tenancy.organisation(endpoint.organisation_id):
            openings_changed(organisation_id=endpoint.organisation_id)


def _kept(endpoint: Endpoint) -> dict[str, str]:
    """Nothing where no key opens them any more: then they are all asked for."""
    try:
        return dict(connected(endpoint).secrets)
    except sealing.CannotOpen:
        return {}


def _refuse_disconnected(endpoint: Endpoint) -> None:
    if is_disconnected(endpoint):
        raise Refused("disconnected", _("This system is no longer connected."))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("name_missing", _("Give it a name of up to 80 characters."), field="name")
    return name


def _checked(known: Adapter, values: Mapping[str, str], *, kept: Mapping[str, str]) -> Values:
    filled = Values({}, {})
    for field in known.fields:
        value = values.get(field.name, "").strip()
        _refuse_wrong(field, value, is_kept=field.is_secret and field.name in kept)
        if value:
            (filled.secrets if field.is_secret else filled.options)[field.name] = value
    return filled


def _leads_elsewhere(known: Adapter, values: Mapping[str, str], endpoint: Endpoint) -> bool:
    addresses = [field.name for field in known.fields if field.is_address]
    return any(values.get(name, "").strip() != endpoint.options.get(name, "") for name in addresses)


def _refuse_wrong(field: Field, value: str, *, is_kept: bool) -> None:
    if not value:
        if field.required and not is_kept:
            raise Refused("value_missing", _("Fill this in."), field=field.name)
        return
    if len(value) > LONGEST_VALUE or not value.isprintable() or not value.isascii():
        raise Refused("value_invalid", _("This cannot be taken."), field=field.name)
    if field.is_address and not reading.is_https(value):
        raise Refused("address_invalid", _("Give an https address."), field=field.name)


def _key(organisation: Organisation, name: str, by: By) -> tuple[ApiKey, str]:
    return api_keys.create(organisation=organisation, name=name, scopes=[ApiScope.ATS], by=by)


def _seal(endpoint: Endpoint, secrets: Mapping[str, str]) -> None:
    endpoint.sealed_secret = sealing.seal(dict(secrets), owner=endpoint.pk)
