from django.urls import include, path

urlpatterns = [
    path("", include("apps.portal.accounts.urls")),
    path("", include("apps.portal.callbacks.urls")),
    path("", include("apps.portal.contests.urls")),
    path("", include("apps.portal.invitation.urls")),
    path("", include("apps.portal.joining.urls")),
    path("", include("apps.portal.own.urls")),
    path("", include("apps.portal.rights.urls")),
]
