from django.urls import path

from apps.portal.callbacks import views

urlpatterns = [
    path("networks/deletions/<str:code>/", views.deletion_status, name="deletion_status"),
    path(
        "networks/<str:network>/deauthorise/",
        views.network_deauthorise,
        name="network_deauthorise",
    ),
    path("networks/<str:network>/delete/", views.network_delete, name="network_delete"),
]
