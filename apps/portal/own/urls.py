from django.urls import path

from apps.portal.own import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/scores/<uuid:consent_id>/", views.me_score, name="me_score"),
    path("me/scores/<uuid:consent_id>/withdraw/", views.me_withdraw, name="me_withdraw"),
]
