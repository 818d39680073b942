from django.urls import path

from apps.portal.accounts import choosing, views, wordpress

urlpatterns = [
    path("me/accounts/", views.me_link, name="me_link"),
    path("me/accounts/progress/", views.me_progress, name="me_progress"),
    path("me/accounts/wordpress/", wordpress.me_link_wordpress, name="me_link_wordpress"),
    path(
        "me/accounts/wordpress/back/",
        wordpress.me_link_wordpress_back,
        name="me_link_wordpress_back",
    ),
    path("me/accounts/<str:network>/choose/", choosing.me_choose, name="me_choose"),
    path("me/accounts/<uuid:connection_id>/unlink/", views.me_unlink, name="me_unlink"),
]
