"""What Instagram tells, what is read of it, and what its terms say about hiring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems
from apps.connections.networks.instagram.options import COMMENT_PAGE, options
from apps.connections.observations import Metric, Reason

BASIC = "instagram_business_basic"
COMMENTS = "instagram_business_manage_comments"
INSIGHTS = "instagram_business_manage_insights"

# Reading the own account and posts, who commented, and how often posts were seen and passed on.
# Instagram has no scope for comments that only reads: nothing is ever written with it.
SCOPES = (BASIC, COMMENTS, INSIGHTS)

COSTS = {
    COMMENTS: _("Who commented on your posts is not measured."),
    INSIGHTS: _("How often your posts were seen and passed on is not measured."),
}

NO_ACCOUNT = _(
    "Instagram tells nothing about personal accounts. In Instagram's settings, under account type, "
    "a personal account becomes a creator or business account free of charge and can be linked "
    "then."
)

CONSENT = ConsentItems(
    summary=_("Follower count, posts, likes, comments, shares and views"),
    read=(
        _("Follower count, account name and account type"),
        _("Your posts from the last 90 days: date, likes, comments, views, shares, reposts"),
        _("Who commented on your most discussed posts, as a code that leads back to nobody"),
    ),
    never=(
        _("Direct messages and stories"),
        _("The text, picture or video of any post or comment"),
        _("The name or picture of anybody who commented"),
        _("Anything that would be posted, answered, hidden or deleted in your name"),
    ),
    ending=(
        _(
            "Instagram has no way for us to give the permission back. It ends by itself within 60 "
            "days, or at once when you remove Renown in Instagram's settings, under apps and "
            "websites."
        )
    ),
)

LIKES_NOTE = "Instagram leaves out the likes of posts whose owner hides them."
COMMENTERS_NOTE = (
    "Instagram names who commented, and nobody who liked, shared or saved: people are read for the "
    "{posts} posts with the most comments, at most {comments} comments of each."
)
NOT_TOLD = {
    Metric.INTERACTOR_REACH: "Instagram does not tell how many follow those who comment.",
    Metric.ACCOUNT_AGE: "Instagram does not tell when an account was opened.",
    Metric.FOLLOWER_SAMPLE: "Instagram counts followers and names none.",
}


def capabilities() -> Mapping[Metric, Capability]:
    own = options()
    told = {metric: Capability(metric, None) for metric in Metric}
    told[Metric.LIKES] = Capability(Metric.LIKES, None, LIKES_NOTE)
    commenters = COMMENTERS_NOTE.format(
        posts=own.interactor_posts, comments=own.comment_pages * COMMENT_PAGE
    )
    told[Metric.INTERACTORS] = Capability(Metric.INTERACTORS, Reason.LIMITED, commenters)
    for metric, note in NOT_TOLD.items():
        told[metric] = Capability(metric, Reason.NOT_OFFERED, note)
    return told


def is_granted(scope: str, scopes: frozenset[str]) -> bool:
    """No scopes at all: Instagram did not say which were granted, and it is tried."""
    return not scopes or scope in scopes
