from django.urls import path

from apps.portal.invitation import unsubscribing, views

urlpatterns = [
    path("i/<str:token>/", views.invitation, name="invitation"),
    path("i/<str:token>/decline/", views.invitation_decline, name="invitation_decline"),
    path(
        "i/<str:token>/unsubscribe/",
        unsubscribing.invitation_unsubscribe,
        name="invitation_unsubscribe",
    ),
    path("invited/", views.invitation_posted, name="invitation_posted"),
    path("declined/", views.invitation_declined, name="invitation_declined"),
    path("consent/", views.consent_given, name="consent_given"),
]
