from django.urls import path

from apps.sandbox.standin import oauth as standin_oauth
from apps.sandbox.youtube import api, oauth
from apps.sandbox.youtube.standin import STANDIN

app_name = "sandbox_youtube"
urlpatterns = [
    path("o/oauth2/v2/auth", oauth.page, name="authorize"),
    path("token", standin_oauth.token(STANDIN), name="token"),
    path("revoke", oauth.revoke, name="revoke"),
    path("youtube/v3/channels", api.channels, name="channels"),
    path("youtube/v3/playlistItems", api.playlist_items, name="playlist_items"),
    path("youtube/v3/videos", api.videos, name="videos"),
    path("youtube/v3/commentThreads", api.comment_threads, name="comment_threads"),
    path("youtube/v3/comments", api.comments, name="comments"),
]
