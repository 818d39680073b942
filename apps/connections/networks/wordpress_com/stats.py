"""What the scope for statistics opens: followers of the site, views of posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import Forbidden
from apps.connections.networks.wordpress_com import parse
from apps.connections.networks.wordpress_com.client import STATS_DAYS, WordPressComClient
from apps.connections.networks.wordpress_com.grants import is_granted

DAY = timedelta(days=1)  # days are the site's own, up to one ahead of ours or behind


def reach(client: WordPressComClient, credential: Credential, site: parse.Site) -> int | None:
    """None where it is not told, or the site is somebody else's: its followers are not those of
    each of its authors."""
    if not site.manages or not is_granted(credential, "stats"):
        return None
    try:
        return parse.followers(client.followers(credential.account_id))
    except Forbidden:
        return None


def views(
    client: WordPressComClient, credential: Credential, posts: Sequence[parse.Listed]
) -> Mapping[str, int] | None:
    """By post, summed up from 30 days a call; None where they are not told."""
    if not posts or not is_granted(credential, "stats"):
        return None
    counted = {str(post.id): 0 for post in posts}
    until = datetime.now(UTC).date() + DAY
    oldest = min(post.at for post in posts).date() - DAY
    try:
        while until >= oldest:
            body = client.views(credential.account_id, posts=[*counted], until=until)
            for post_id, count in parse.views(body).items():
                if post_id in counted:
                    counted[post_id] += count
            until -= timedelta(days=STATS_DAYS)
    except Forbidden:
        return None
    return counted
