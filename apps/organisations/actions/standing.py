"""What the one who acts may do to a member of this rank, read anew inside the transaction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.audit.actions import By
from apps.audit.models import Actor
from apps.core.refusals import Refused
from apps.organisations.models import Membership
from apps.organisations.models.membership import Role
from apps.organisations.permissions import Permission, may


def require_rank(by: By, *roles: str) -> None:
    """Raises ``Refused`` unless ``by`` may edit the team, and owners where ``roles`` names one.

    Renown itself may everything. Call it inside the organisation's scope."""
    if by.actor == Actor.SYSTEM:
        return
    acting = Membership.objects.filter(user_id=by.user_id).first() if by.user_id else None
    if not may(acting, Permission.EDIT_TEAM):
        raise Refused("may_not_edit_team", _("Your role does not let you change the team."))
    if Role.OWNER in roles and not may(acting, Permission.EDIT_OWNERS):
        raise Refused("only_owners", _("Only an owner can do this to an owner. Ask one of them."))
