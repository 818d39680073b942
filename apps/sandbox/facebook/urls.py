from django.urls import path, re_path

from apps.sandbox.facebook import api, login

GRAPH = r"^v\d+\.\d+/"
PAGE, POST = r"(?P<page_id>[0-9]{1,20})", r"(?P<page_id>[0-9]{1,20})_(?P<number>[0-9]{1,19})"

app_name = "sandbox_facebook"
urlpatterns = [
    path("v26.0/dialog/oauth", login.dialog, name="authorize"),
    path("v26.0/oauth/access_token", login.access_token, name="token"),
    re_path(rf"{GRAPH}me$", api.me, name="me"),
    re_path(rf"{GRAPH}me/permissions$", api.permissions, name="permissions"),
    re_path(rf"{GRAPH}me/accounts$", api.accounts, name="accounts"),
    re_path(rf"{GRAPH}(?P<user>[0-9]{{1,20}})/permissions$", api.withdraw, name="withdraw"),
    re_path(rf"{GRAPH}{PAGE}$", api.page, name="page"),
    re_path(rf"{GRAPH}{PAGE}/published_posts$", api.published_posts, name="published_posts"),
    re_path(rf"{GRAPH}{POST}/comments$", api.comments, name="comments"),
]
