"""What all pages of the admin share: one organisation, reading only.

Writing happens in the workspace, by actions that check, record and announce."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import AdminSite, ShowFacets
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from unfold.admin import ModelAdmin

from apps.accounts.models import User
from apps.audit.actions import By
from apps.organisations.admin_paging import InfinitePaginator
from apps.organisations.permissions import Permission, may


class OrganisationAdmin(ModelAdmin):  # type: ignore[misc]  # unfold is untyped
    """Rows of the organisation that the site has opened for this request.

    ``said``: what one row is called, and several; ``labels``: what columns are called."""

    permission = Permission.SEE_CANDIDATES
    said: tuple[Any, Any] | None = None
    labels: Mapping[str, Any] = {}
    list_per_page = 50
    list_max_show_all = 0
    list_filter_submit = True
    list_disable_select_all = True
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    paginator = InfinitePaginator

    def __init__(self, model: type[models.Model], site: AdminSite) -> None:
        super().__init__(model, site)
        if self.said:
            model._meta.verbose_name, model._meta.verbose_name_plural = self.said
        for column in model._meta.fields:
            column.verbose_name = self.labels.get(column.name, column.verbose_name)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_look(request, self.permission)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def _get_obj_does_not_exist_redirect(self, *_: Any) -> HttpResponse:
        raise Http404("no such row in this organisation")


def by(request: HttpRequest) -> By:
    """Who looks, or acts: a member, or an operator who came in with a reason."""
    assert isinstance(request.user, User)
    if getattr(request, "entered_as_operator", False):
        return By.operator(request.user.pk)
    return By.user(request.user.pk)


def may_look(request: HttpRequest, permission: Permission) -> bool:
    """A member with the permission, or an operator who came in with a reason."""
    return getattr(request, "entered_as_operator", False) or member_may(request, permission)


def member_may(request: HttpRequest, permission: Permission) -> bool:
    """Of a member alone: an operator reads, and does nothing in an organisation's name."""
    return may(getattr(request, "membership", None), permission)
