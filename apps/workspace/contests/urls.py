from django.urls import path

from apps.workspace.contests import views

urlpatterns = [
    path("o/<slug:slug>/contests/", views.contests_list, name="contests"),
    path("o/<slug:slug>/contests/<uuid:contest_id>/", views.contest, name="contest"),
]
