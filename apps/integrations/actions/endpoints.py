"""Webhooks: addresses of an organisation's own that are told what happens."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import outbox
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.integrations import secrets, targets
from apps.integrations.actions import listening
from apps.integrations.models import Endpoint, System
from apps.organisations import due
from apps.organisations.actions import kept_answers
from apps.organisations.models import Organisation
from apps.organisations.models.announcement import Kind

MOST_WEBHOOKS = 20  # of one organisation
LONGEST_NAME = 80
KINDS = tuple(kind.value for kind in Kind if kind != Kind.PING)


def create_webhook(
    *, organisation: Organisation, url: str | None, name: str, kinds: Iterable[str] = (), by: By
) -> tuple[Endpoint, str]:
    """The endpoint and its secret, which nobody can ever read again. ``kinds``: what it is told,
    empty for everything. With ``url`` None it is never called and asks for its events. Refuses
    with the field ``url``, ``name`` or ``kinds``."""
    endpoint = Endpoint(
        organisation=organisation,
        system=System.WEBHOOK,
        url="" if url is None else targets.checked(url),
        name=_named(name),
        kinds=_known(kinds),
        created_by_id=by.user_id,
    )
    secret = secrets.new_secret()
    endpoint.sealed_secret = secrets.sealed(secret, endpoint_id=endpoint.pk)
    with listening.changing(organisation.pk):
        if Endpoint.objects.webhooks().count() >= MOST_WEBHOOKS:
            raise Refused(
                "too_many_webhooks",
                _("There are %(most)s webhooks already. Remove one first.")
                % {"most": MOST_WEBHOOKS},
            )
        endpoint.save(force_insert=True)
        record(by=by, verb="webhook.created", subject=endpoint, facts={"kinds": endpoint.kinds})
    return endpoint, secret


def change_webhook(
    *, endpoint: Endpoint, url: str | None, name: str, kinds: Iterable[str], by: By
) -> Endpoint:
    """Another address, name or choice; what is on its way goes to the new address at once. The
    secret stays. What was not changed is not recorded. An address that is there stays or is
    replaced by another."""
    stays_without = url is None and not endpoint.url
    checked = "" if stays_without else targets.checked(url or "")
    wanted = {"url": checked, "name": _named(name), "kinds": _known(kinds)}
    with listening.changing(endpoint.organisation_id):
        locked = Endpoint.objects.webhooks().select_for_update(no_key=True).get(pk=endpoint.pk)
        changed = [field for field, value in wanted.items() if getattr(locked, field) != value]
        if not changed:
            return locked
        for field in changed:
            setattr(locked, field, wanted[field])
        locked.resting_until = None
        locked.save(update_fields=[*changed, "resting_until"])
        record(by=by, verb="webhook.changed", subject=locked, facts={"fields": changed})
        outbox.send(due.TASKS[due.DELIVER], str(locked.organisation_id), str(locked.pk))
    return locked


def remove_webhook(*, endpoint: Endpoint, by: By) -> None:
    """It is told nothing more; its deliveries go with it. Twice is once."""
    with listening.changing(endpoint.organisation_id):
        known = Endpoint.objects.webhooks().select_for_update().filter(pk=endpoint.pk).first()
        if known is None:
            return
        record(by=by, verb="webhook.removed", subject=known)
        for kind in (due.DELIVER, due.TELL_DISABLED):
            Due.objects.cancel(kind, known.pk)
        kept_answers.forget_about([known.pk])  # one of them may hold its secret
        known.delete()


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("name_missing", _("Give it a name of up to 80 characters."), field="name")
    return name


def _known(kinds: Iterable[str]) -> list[str]:
    """In the order of ``Kind``; all of them is the same as none named."""
    chosen = set(kinds)
    if not chosen <= set(KINDS):
        raise Refused("kind_unknown", _("Choose among the events."), field="kinds")
    return [kind for kind in KINDS if kind in chosen] if len(chosen) < len(KINDS) else []
