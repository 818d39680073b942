from django.urls import path

from apps.sandbox.wordpress import api, approval, blog

app_name = "sandbox_wordpress"
V2 = "<slug:handle>/wp-json/wp/v2"
OWN = f"{V2}/users/me/application-passwords"
urlpatterns = [
    path("<slug:handle>/", blog.front, name="front"),
    path("<slug:handle>/wp-json/", blog.index, name="index"),
    path("<slug:handle>/wp-admin/authorize-application.php", approval.approval, name="approval"),
    path(f"{V2}/users/me", api.me, name="me"),
    path(f"{OWN}/introspect", api.introspect, name="introspect"),
    path(f"{OWN}/<uuid:uuid>", api.forget, name="forget"),
    path(f"{V2}/posts", api.posts, name="posts"),
    path(f"{V2}/comments", api.comments, name="comments"),
]
