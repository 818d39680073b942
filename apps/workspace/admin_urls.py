"""Pages of the admin that are ours, behind the same doors as the site's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from apps.workspace import admin_compare, admin_entry, admin_networks, admin_week


def _within(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """``view`` gets the site, for what stands around every page of it."""
    return admin.site.admin_view(update_wrapper(partial(view, site=admin.site), view))


urlpatterns = [
    path("choose/", admin_entry.choose, name="choose"),
    path("open/<slug:slug>/", admin_entry.open_own, name="open"),
    path("networks/", admin_networks.networks, name="networks"),
    path("installation/", admin_week.installation, name="installation"),
    path("compare/", _within(admin_compare.compare), name="compare"),
]
