"""Whether the members of an organisation need a second factor, and from when."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts import second_factors
from apps.audit.actions import By, record
from apps.core import outbox, tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Membership, Organisation

GRACE = (0, 7, 14, 30)  # days


def require(*, organisation: Organisation, grace_days: int, by: By) -> Organisation:
    """From then on nothing of the organisation opens to members without a second factor, but the
    page that tells them to set one up. Refused to who has none: nobody shuts themselves out.
    A day that was stated may come later, never earlier: colleagues rely on it."""
    if grace_days not in GRACE:
        raise Refused("grace_unknown", _("Choose one of the periods."), field="grace")
    if by.user_id is None or not second_factors.held_by([by.user_id]):
        raise Refused(
            "own_factor_missing",
            _("Set up a second factor for your own account first; else you would be shut out."),
        )
    start = timezone.now() + timedelta(days=grace_days)
    with tenancy.organisation(organisation.pk):
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.second_factor_from and locked.second_factor_from >= start:
            return locked
        locked.second_factor_from = start
        locked.save(update_fields=["second_factor_from"])
        facts = {"days": grace_days}
        record(by=by, verb="organisation.second_factor_required", subject=locked, facts=facts)
        _tell_those_without(locked)
    return locked


def waive(*, organisation: Organisation, by: By) -> Organisation:
    """Members may do without again. Twice is once."""
    with tenancy.organisation(organisation.pk):
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.second_factor_from is not None:
            locked.second_factor_from = None
            locked.save(update_fields=["second_factor_from"])
            record(by=by, verb="organisation.second_factor_waived", subject=locked)
    return locked


def is_missing(membership: Membership) -> bool:
    """Whether the organisation asks this member for a second factor that they do not have, be it
    from today or from a day to come. ``membership.organisation`` is joined."""
    if membership.organisation.second_factor_from is None:
        return False
    return not second_factors.held_by([membership.user_id])


def shuts_out(organisation: Organisation) -> bool:
    """Whether the grace is over."""
    start = organisation.second_factor_from
    return start is not None and start <= timezone.now()


def is_shut_out(membership: Membership) -> bool:
    """Whether nothing of the organisation opens to this member until they set one up."""
    return shuts_out(membership.organisation) and is_missing(membership)


def _tell_those_without(organisation: Organisation) -> None:
    members = list(Membership.objects.all())
    have = second_factors.held_by([member.user_id for member in members])
    for member in members:
        if member.user_id not in have:
            outbox.send("organisations.tell_of_second_factor", str(organisation.pk), str(member.pk))
