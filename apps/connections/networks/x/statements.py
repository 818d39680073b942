"""What X tells, what is read of it, and what its terms say about hiring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems, EmploymentTerms
from apps.connections.networks.x.options import PAGE, options
from apps.connections.observations import Metric, Reason

# Reading posts and accounts, a refresh token, whether two accounts follow each other, and who
# liked the account's own posts. Nothing that writes.
SCOPES = ("users.read", "tweet.read", "offline.access", "follows.read", "like.read")

COSTS = {
    "offline.access": _("X ends its permission after two hours, and you link it again each time."),
    "follows.read": _(
        "Whether you and the people who react follow each other is not measured. "
        "No sample of your followers is looked at."
    ),
    "like.read": _("Who liked your posts is not measured."),
}

CONSENT = ConsentItems(
    summary=_("Follower count, posts, likes, replies, quotes and reposts"),
    read=(
        _("Follower count, account name and age of the account"),
        _("Your posts from the last 90 days: date, views, likes, reposts, replies"),
        _(
            "Who liked, reposted or quoted your most answered posts, and who mentioned you: "
            "follower count of each, and whether you follow each other"
        ),
        _(
            "Now and then a sample of up to 100 of your followers: how many accounts each follows, "
            "and how many follow each. Kept of it is only how many look authentic"
        ),
    ),
    never=(
        _("Direct messages"),
        _("Bookmarks, lists, posts you liked"),
        _("The text of any post, the name or picture of anybody who reacted"),
        _("The name, number or picture of any follower"),
    ),
)

TERMS = EmploymentTerms(
    allowed=None,
    statement=(
        "X bars the use of its content for background checks and for profiling people without "
        "their knowledge, and asks for opt-in consent before an account is tied to a person. "
        "Whether a consented score is covered needs a written agreement with X."
    ),
    source="https://developer.x.com/en/developer-terms/agreement-and-policy",
    dated="as known in November 2026",
)

LIMITED_NOTE = (
    "X names at most 100 people who liked a post and charges for each: people are read for the "
    "{posts} posts with the most reactions, and the newest {mentions} mentions."
)


SAMPLE_NOTE = (
    "X lists the newest followers first and charges for each: the newest {followers} are looked "
    "at, at most once a week. Followers that were bought long ago are not among them."
)


def is_granted(scope: str, scopes: frozenset[str]) -> bool:
    """An empty set of scopes says nothing about what was granted."""
    return not scopes or scope in scopes


def refused(scopes: frozenset[str]) -> Mapping[Metric, Reason]:
    """What these scopes do not open. Likes count on X by who gave them."""
    needed = {Metric.LIKES: "like.read", Metric.FOLLOWER_SAMPLE: "follows.read"}
    return {
        metric: Reason.NOT_GRANTED
        for metric, scope in needed.items()
        if not is_granted(scope, scopes)
    }


def capabilities() -> Mapping[Metric, Capability]:
    own = options()
    told = {metric: Capability(metric, None) for metric in Metric}
    most = own.mention_pages * PAGE
    note = LIMITED_NOTE.format(posts=own.interactor_posts, mentions=most)
    told[Metric.INTERACTORS] = Capability(Metric.INTERACTORS, Reason.LIMITED, note, most=most)
    sample = SAMPLE_NOTE.format(followers=PAGE)
    told[Metric.FOLLOWER_SAMPLE] = Capability(Metric.FOLLOWER_SAMPLE, Reason.LIMITED, sample)
    return told
