"""How a member likes to see lists; it goes along to every browser."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from apps.audit.actions import By, record
from apps.organisations.models import Membership


@transaction.atomic
def remember(*, membership: Membership, columns: Sequence[str], size: int, by: By) -> None:
    """``columns`` that are shown, ``size`` people a page. In the organisation's scope."""
    chosen = {"list_columns": [*columns], "list_size": size}
    if all(getattr(membership, name) == value for name, value in chosen.items()):
        return
    Membership.objects.filter(pk=membership.pk).update(**chosen)
    for name, value in chosen.items():
        setattr(membership, name, value)
    record(by=by, verb="membership.list_arranged", subject=membership, facts={"size": size})
