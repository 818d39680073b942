"""Test mode: an organisation's twin, opened with its made-up people."""

from __future__ import annotations

from django.db import transaction

from apps.audit.actions import By
from apps.organisations.actions import test_mode
from apps.organisations.models import Organisation


@transaction.atomic
def open_twin(*, organisation: Organisation, by: By) -> Organisation:
    """The twin, whose keys are the organisation's test keys; with its people from the first moment
    on. Twice is once, also at the same time. Call it outside of the twin's scope."""
    twin, _founded = test_mode.found(organisation=organisation, by=by)
    return twin
