"""The admin for hiring teams and platform operators: always inside one organisation."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

from apps.core import tenancy
from apps.core.access import rendered
from apps.organisations.actions.second_factor import is_shut_out
from apps.organisations.admin_base import OrganisationAdmin
from apps.workspace import admin_entry

# unfold's pages evaluate expressions in the browser; the rest of the site does not.
_POLICY: dict[str, list[str]] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}


class RenownAdminSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold is untyped
    """Hiring teams see their organisation; operators choose one first, which is an audit event."""

    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Third parties register tables that stand behind no wall: only ours are shown."""
        if admin_class is not None and issubclass(admin_class, OrganisationAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return admin_entry.entered(request) is not None

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        inner = super().admin_view(view, cacheable)

        def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            entry = admin_entry.entered(request)
            if entry is None:
                return redirect("admin:choose")
            if entry.membership and is_shut_out(entry.membership):
                return redirect("second_factor", entry.organisation.slug)
            with tenancy.organisation(entry.organisation.pk):
                return rendered(inner(request, *args, **kwargs))

        return update_wrapper(csp_override(_POLICY)(within), view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        kept = [url for url in super().get_urls() if getattr(url, "name", "") not in _NOT_OURS]
        return [
            path("login/", _to_sign_in, name="login"),
            path("logout/", _to_sign_out, name="logout"),
            path("password_change/", _to_password, name="password_change"),
            path("", include("apps.workspace.admin_urls")),
            *kept,
        ]


_NOT_OURS = {"login", "logout", "password_change", "password_change_done"}


def _to_password(request: HttpRequest) -> HttpResponse:
    return redirect("account_change_password")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(reverse("admin:index"), reverse("account_login"))


def _to_sign_out(request: HttpRequest) -> HttpResponse:
    return redirect("account_logout")
