from django.urls import path, register_converter
from django.urls.converters import StringConverter

from apps.sandbox.standin import authorize, oauth
from apps.sandbox.x import api
from apps.sandbox.x.standin import STANDIN


class Digits(StringConverter):
    regex = "[0-9]{1,19}"


register_converter(Digits, "digits")

app_name = "sandbox_x"
urlpatterns = [
    path("i/oauth2/authorize", authorize.page(STANDIN), name="authorize"),
    path("2/oauth2/token", oauth.token(STANDIN), name="token"),
    path("2/oauth2/revoke", oauth.revoke(STANDIN), name="revoke"),
    path("2/users/me", api.me, name="me"),
    path("2/users/<digits:user_id>/tweets", api.tweets, name="tweets"),
    path("2/users/<digits:user_id>/mentions", api.mentions, name="mentions"),
    path("2/users/<digits:user_id>/followers", api.followers, name="followers"),
    path("2/tweets/<digits:post_id>/liking_users", api.liking_users, name="liking_users"),
    path("2/tweets/<digits:post_id>/quote_tweets", api.quote_tweets, name="quote_tweets"),
    path("2/tweets/<digits:post_id>/retweeted_by", api.retweeted_by, name="retweeted_by"),
]
