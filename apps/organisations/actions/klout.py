"""Whether Klout's old addresses answer an organisation's keys."""

from __future__ import annotations

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.organisations.models import Organisation


def switch(*, organisation: Organisation, on: bool, by: By) -> None:
    """Takes effect with the next request. Twice is once."""
    with tenancy.organisation(organisation.pk):
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.klout_enabled == on:
            return
        locked.klout_enabled = on
        locked.save(update_fields=["klout_enabled"])
        verb = "klout.switched_on" if on else "klout.switched_off"
        record(by=by, verb=verb, subject=locked)
