"""Members of the team as the API says them, and as a call names one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from apps.audit.actions import By
from apps.organisations.models import ApiKey, Membership
from apps.organisations.models.membership import Role
from apps.organisations.permissions import Permission, may

_NOBODY = "Nobody of your team has this id: see GET /members."
_MAY_NOT = "This member's role does not allow it: see GET /members."


class MemberSerializer(serializers.Serializer[Any]):
    """``id`` is what 'decided_by' and the like name."""

    id = serializers.UUIDField(source="user_id")
    name = serializers.CharField(source="user.__str__")
    role = serializers.ChoiceField(choices=Role.values)
    may_decide = serializers.SerializerMethodField(
        help_text="Whether decisions, answers, notes and states may be theirs."
    )

    def get_may_decide(self, member: Membership) -> bool:
        return may(member, Permission.DECIDE)


def named(user_id: UUID, permission: Permission, *, field: str, key: ApiKey) -> By:
    """A person's deed that a program passes on: theirs, through the key. Raises
    ``ValidationError`` at the field unless it is a member who may do that."""
    member = Membership.objects.filter(user=user_id).first()
    if member is None:
        raise ValidationError({field: [_NOBODY]}, "nobody")
    if not may(member, permission):
        raise ValidationError({field: [_MAY_NOT]}, "may_not")
    return By.user(member.user_id, through=key.pk)
