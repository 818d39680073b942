from django.urls import path

from apps.portal.contests import views

urlpatterns = [
    path("me/scores/<uuid:consent_id>/contest/", views.me_contest, name="me_contest"),
    path(
        "me/contests/<uuid:contest_id>/take-back/",
        views.me_contest_take_back,
        name="me_contest_take_back",
    ),
]
