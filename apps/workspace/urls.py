from django.urls import include, path

urlpatterns = [
    path("", include("apps.workspace.candidates.urls")),
    path("", include("apps.workspace.contests.urls")),
    path("", include("apps.workspace.decisions.urls")),
    path("", include("apps.workspace.front.urls")),
    path("", include("apps.workspace.invitations.urls")),
    path("", include("apps.workspace.openings.urls")),
    path("", include("apps.workspace.preferences.urls")),
    path("", include("apps.workspace.settings.urls")),
    path("", include("apps.workspace.tracking.urls")),
    path("", include("apps.workspace.webhooks.urls")),
]
