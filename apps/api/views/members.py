from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.pagination import envelope, list_of, page_of
from apps.api.resources import shown
from apps.api.resources.members import MemberSerializer
from apps.api.views.base import OrganisationView
from apps.api.views.openings import PAGING
from apps.organisations.models import Membership


class Members(OrganisationView):
    @extend_schema(
        parameters=PAGING,
        responses=list_of(MemberSerializer),
        examples=[shown.page(shown.MEMBER)],
        operation_id="list_members",
    )
    def get(self, request: Request) -> Response:
        """The team, in the order in which they joined: who can be named as having decided."""
        members = Membership.objects.select_related("user")
        page = page_of(request, members, key="id", descending=False)
        return Response(envelope(request, page, MemberSerializer(page.rows, many=True).data))
