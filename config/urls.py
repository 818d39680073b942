"""All addresses. The guard test walks them and wants a declared access for each."""

from django.conf import settings
from django.urls import include, path

urlpatterns = []
if settings.SANDBOX_ENABLED:
    urlpatterns.append(path("sandbox/", include("apps.sandbox.urls")))
