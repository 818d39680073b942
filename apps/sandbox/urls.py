from django.urls import include, path

from apps.sandbox import views
from apps.sandbox.standin import fault_page

urlpatterns = [
    path("", views.index, name="sandbox"),
    path("mail/", views.mail, name="sandbox_mail"),
    path("mail/<str:key>/", views.message, name="sandbox_message"),
    path("<slug:network>/faults/", fault_page.faults_page, name="sandbox_faults"),
    path("facebook/", include("apps.sandbox.facebook.urls")),
    path("instagram/", include("apps.sandbox.instagram.urls")),
    path("wordpress/", include("apps.sandbox.wordpress.urls")),
    path("wordpress_com/", include("apps.sandbox.wordpress_com.urls")),
    path("x/", include("apps.sandbox.x.urls")),
    path("youtube/", include("apps.sandbox.youtube.urls")),
]
