"""Klout's addresses. Some clients put a slash before the question mark."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, re_path

from apps.api.klout import views
from apps.api.klout.errors import no_such_address
from apps.api.views.base import OrganisationView, address

IDENTITY, USER = "v2/identity.json", "v2/user.json/<str:number>"


def _both(route: str, view: type[OrganisationView], name: str) -> Iterator[URLPattern]:
    yield address(route, view, name=f"klout_{name}")
    yield address(f"{route}/", view, name=f"klout_{name}_slash")


urlpatterns = [
    *_both(f"{IDENTITY}/<str:network>", views.IdentityByName, "by_name"),
    *_both(f"{IDENTITY}/<str:network>/<str:account_id>", views.IdentityById, "by_id"),
    *_both(f"{IDENTITY}/klout/<str:number>/<str:network>", views.IdentityElsewhere, "elsewhere"),
    *_both(f"{IDENTITY}/ks/<str:number>/<str:network>", views.IdentityElsewhere, "elsewhere_ks"),
    *_both(USER, views.User, "user"),
    *_both(f"{USER}/score", views.UserScore, "score"),
    *_both(f"{USER}/topics", views.UserTopics, "topics"),
    *_both(f"{USER}/influence", views.UserInfluence, "influence"),
    re_path(r"^v2(?:/|$)", no_such_address, name="klout_unknown"),
]
