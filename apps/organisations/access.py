"""Pages of the hiring team: the member's organisation is the scope."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from apps.accounts.models import User
from apps.core import tenancy
from apps.core.access import Access, View, Who, declare, rendered
from apps.organisations.models import Membership, Organisation
from apps.organisations.permissions import Permission, may


class MemberRequest(HttpRequest):
    """What a page of the hiring team gets. ``organisations`` are all of the user's, for
    switching."""

    user: User
    organisation: Organisation
    membership: Membership
    organisations: list[Organisation]


def for_members(permission: Permission) -> Callable[[View], View]:
    """Members whose role holds the permission. The address carries the organisation's slug; who is
    no member gets 404, who lacks the permission 403. The view runs in the organisation's scope."""

    def decorate(view: View) -> View:
        @wraps(view)
        def within(request: MemberRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            memberships = memberships_of(request.user.pk)
            membership = next((m for m in memberships if m.organisation.slug == slug), None)
            if membership is None:
                raise Http404("no such organisation")
            if not may(membership, permission):
                raise PermissionDenied
            request.membership, request.organisation = membership, membership.organisation
            request.organisations = [m.organisation for m in memberships]
            with tenancy.organisation(membership.organisation_id):
                return rendered(view(request, *args, **kwargs))

        return declare(login_required(within), Access(Who.MEMBER, permission))

    return decorate


def memberships_of(user_id: UUID) -> list[Membership]:
    """All memberships of a user with their organisations, by name."""
    with tenancy.person(user_id):
        return list(
            Membership.objects.select_related("organisation").order_by("organisation__name")
        )
