"""Changing who is in the team. An organisation always keeps an owner: whoever changes one locks the
organisation's row first, so that two owners cannot leave past each other."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.actions.standing import require_rank
from apps.organisations.models import Membership, Organisation
from apps.organisations.models.membership import Role


def change_role(*, membership: Membership, role: str, by: By) -> Membership:
    """Gives the member another role. Refused for the last owner; only owners change owners."""
    role = Role(role)
    with tenancy.organisation(membership.organisation_id):
        locked = _locked(membership)
        require_rank(by, locked.role, role)
        if locked.role == role:
            return locked
        _keep_an_owner(locked)
        before, locked.role = locked.role, role
        locked.save(update_fields=["role"])
        _record(by, "membership.role_changed", locked, {"from": before, "to": role})
    return locked


def remove(*, membership: Membership, by: By) -> None:
    """Takes the member out of the team; what they did stays. Twice is once."""
    with tenancy.organisation(membership.organisation_id):
        _lock(membership.organisation_id)
        locked = Membership.objects.filter(pk=membership.pk).first()
        if locked is None:
            return
        require_rank(by, locked.role)
        _keep_an_owner(locked)
        _record(by, "membership.removed", locked, {"role": locked.role})
        locked.delete()


def leave(*, organisation: Organisation, user_id: UUID) -> None:
    """The member goes by themselves. The last owner cannot. Twice is once."""
    with tenancy.organisation(organisation.pk):
        _lock(organisation.pk)
        locked = Membership.objects.filter(user_id=user_id).first()
        if locked is None:
            return
        _keep_an_owner(locked)
        _record(By.user(user_id), "membership.left", locked, {"role": locked.role})
        locked.delete()


def _lock(organisation_id: UUID) -> None:
    Organisation.objects.select_for_update().get(pk=organisation_id)


def _locked(membership: Membership) -> Membership:
    _lock(membership.organisation_id)
    locked = Membership.objects.filter(pk=membership.pk).first()
    if locked is None:
        raise Refused("member_gone", _("This person is no longer in the team."))
    return locked


def _keep_an_owner(membership: Membership) -> None:
    """Call it with the organisation's row locked, before an owner stops being one."""
    if membership.role != Role.OWNER:
        return
    if not Membership.objects.owners().exclude(pk=membership.pk).exists():
        raise Refused(
            "last_owner",
            _("An organisation needs an owner. Make somebody else an owner first."),
        )


def _record(by: By, verb: str, membership: Membership, facts: dict[str, str]) -> None:
    record(by=by, verb=verb, subject=membership, facts={"user": str(membership.user_id), **facts})
