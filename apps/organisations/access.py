"""Pages of the hiring team: the member's organisation is the scope."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.accounts.models import User
from apps.core import tenancy
from apps.core.access import Access, View, Who, declare, rendered
from apps.core.entering import signed_in
from apps.organisations.actions import second_factor
from apps.organisations.models import Membership, Organisation
from apps.organisations.permissions import Permission, may
from apps.organisations.reading import as_at


class MemberRequest(HttpRequest):
    """What a page of the hiring team gets. ``organisations`` are all of the user's, for
    switching."""

    user: User
    organisation: Organisation
    membership: Membership
    organisations: list[Organisation]
    lacks_second_factor: bool


def for_members(
    permission: Permission, *, without_second_factor: bool = False, in_scope: bool = True
) -> Callable[[View], View]:
    """Members whose role holds the permission. The address carries the organisation's slug; who is
    no member gets 404, who lacks the permission 403. The view runs in the organisation's scope, and
    speaks its language to who chose none. Where the organisation asks for a second factor and the
    grace is over, members without one are led to set it up; ``without_second_factor`` opens the
    page that leads them. ``in_scope=False``: for views that call a network and open their own."""

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
            as_at(request, request.organisation)
            request.lacks_second_factor = second_factor.is_missing(membership)
            if not without_second_factor and _is_shut_out(request):
                return _led_to_set_up(request)
            if not in_scope:
                response: HttpResponse = view(request, *args, **kwargs)
                return response
            with tenancy.organisation(membership.organisation_id):
                return rendered(view(request, *args, **kwargs))

        return declare(signed_in(within), Access(Who.MEMBER, permission))

    return decorate


def _is_shut_out(request: MemberRequest) -> bool:
    return request.lacks_second_factor and second_factor.shuts_out(request.organisation)


def _led_to_set_up(request: MemberRequest) -> HttpResponse:
    """Parts of pages that htmx asks for cannot show another page: the whole page goes there."""
    address = reverse("second_factor", args=[request.organisation.slug])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def memberships_of(user_id: UUID) -> list[Membership]:
    """All memberships of a user with their organisations, by name."""
    with tenancy.person(user_id):
        return list(
            Membership.objects.select_related("organisation").order_by("organisation__name")
        )
