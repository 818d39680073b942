"""All addresses. A guard test walks them and wants a declared access for each."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("apps.workspace.urls")),
    path("", include("apps.portal.urls")),
    path("", include("apps.api.urls")),
    path("", include("apps.api.ats.urls")),
    path("", include("apps.api.klout.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "apps.api.problem_pages.bad_request"
handler500 = "apps.api.problem_pages.server_error"
if settings.SANDBOX_ENABLED:
    urlpatterns.append(path("sandbox/", include("apps.sandbox.urls")))
