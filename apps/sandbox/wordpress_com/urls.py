from django.urls import path

from apps.sandbox.standin import oauth
from apps.sandbox.wordpress_com import api, oidc
from apps.sandbox.wordpress_com.standin import STANDIN

app_name = "sandbox_wordpress_com"
SITE = "rest/v1.1/sites/<int:site_id>"
urlpatterns = [
    path("oauth2-1/authorize", oidc.authorize, name="authorize"),
    path("oauth2-1/token", oidc.token, name="token"),
    path("oauth2-1/revoke", oauth.revoke(STANDIN), name="revoke"),
    path("rest/v1.1/me", api.me, name="me"),
    path("rest/v1.1/me/sites", api.my_sites, name="sites"),
    path(SITE, api.one_site, name="site"),
    path(f"{SITE}/stats/followers", api.followers, name="followers"),
    path(f"{SITE}/stats/views/posts", api.views, name="views"),
    path(f"{SITE}/posts/", api.posts, name="posts"),
    path(f"{SITE}/posts/<int:post_id>/likes/", api.likes, name="likes"),
    path("wp/v2/sites/<int:site_id>/comments", api.comments, name="comments"),
]
