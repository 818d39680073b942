from django.urls import path, re_path

from apps.sandbox.instagram import api, oauth

VERSION = r"^v\d+\.\d+/"

app_name = "sandbox_instagram"
urlpatterns = [
    path("oauth/authorize", oauth.authorize_page, name="authorize"),
    path("oauth/access_token", oauth.short_lived, name="short_lived"),
    path("access_token", oauth.long_lived, name="long_lived"),
    path("refresh_access_token", oauth.refreshed, name="refreshed"),
    re_path(rf"{VERSION}me$", api.me, name="me"),
    re_path(rf"{VERSION}me/media$", api.media, name="media"),
    re_path(rf"{VERSION}(?P<media_id>[0-9]{{1,20}})/comments$", api.comments, name="comments"),
    re_path(rf"{VERSION}(?P<media_id>[0-9]{{1,20}})/insights$", api.insights, name="insights"),
    re_path(rf"{VERSION}(?P<path>.+)$", api.unsupported, name="unsupported"),
]
