from django.urls import path

from apps.workspace.front import brand, joining, second_factor, start, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("brand/<uuid:organisation_id>/<slug:digest>.png", brand.brand_logo, name="brand_logo"),
    path("brand/<uuid:organisation_id>/<slug:digest>.css", brand.brand_style, name="brand_style"),
    path("home/", views.home, name="home"),
    path("join/<str:token>/", joining.team_join, name="team_join"),
    path("organisations/new/", views.organisation_new, name="organisation_new"),
    path("theme/", views.theme, name="theme"),
    path("o/<slug:slug>/", start.start, name="start"),
    path("o/<slug:slug>/example/", start.example, name="example"),
    path("o/<slug:slug>/second-factor/", second_factor.second_factor, name="second_factor"),
]
