from django.urls import include, path

from apps.sandbox import views

urlpatterns = [
    path("", views.index, name="sandbox"),
    path("mail/", views.mail, name="sandbox_mail"),
    path("mail/<str:key>/", views.message, name="sandbox_message"),
    path("x/", include("apps.sandbox.x.urls")),
]
