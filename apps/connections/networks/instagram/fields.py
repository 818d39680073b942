"""What is asked for, by name: all of it is in the Graph API's list of fields, except ``user_id``
and ``account_type``, which only Instagram Login knows."""

from __future__ import annotations

LIKES_SEEN = 10  # newest posts that show whether an account hides its likes

IDENTITY = "id,user_id,username,account_type,followers_count"
PROFILE = f"user_id,followers_count,media_count,media.limit({LIKES_SEEN}){{like_count}}"
MEDIA = "id,timestamp,like_count,comments_count,media_product_type"
METRICS = "views,shares,reposts"
INSIGHTS = f"insights.metric({METRICS}){{name,values}}"
COMMENT = "id,timestamp,from,username"
COMMENTS = f"{COMMENT},replies.limit(50){{{COMMENT}}}"
