"""What Facebook tells, what is read of it, and what Meta's terms say about hiring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems
from apps.connections.networks.facebook.options import PAGE, options
from apps.connections.observations import Metric, Reason

# Who logs in, which pages they manage, what a page posted and who follows it, and who answered.
# Nothing that writes.
PROFILE, SHOW_LIST = "public_profile", "pages_show_list"
ENGAGEMENT, CONTENT = "pages_read_engagement", "pages_read_user_content"
SCOPES = (PROFILE, SHOW_LIST, ENGAGEMENT, CONTENT)

COSTS = {
    ENGAGEMENT: _("Your page's followers and posts are not measured."),
    CONTENT: _("Reactions and comments on your page's posts, and who commented, are not measured."),
}
NO_ACCOUNT = _(
    "Renown reads Facebook pages, and this login manages none. Of a personal profile Facebook "
    "tells applications neither posts with their reactions nor followers."
)

CONSENT = ConsentItems(
    summary=_("Follower count, posts, reactions, comments and shares of a page you manage"),
    read=(
        _("Names of the pages you manage, so that you can choose one"),
        _("Follower count and name of the page you choose"),
        _("Its posts from the last 90 days: date, reactions, comments, shares"),
        _("Who commented on them, as far as Facebook tells"),
    ),
    never=(
        _("Your personal profile, your friends, messages of the page"),
        _("The text of any post or comment, the name or picture of anybody who commented"),
        _("Who reacted or shared: Facebook counts them and names nobody"),
    ),
)

REACTIONS = "Facebook counts reactions of all kinds and names nobody who reacted."
VIEWS = "Facebook tells views only under another permission, which Renown does not ask for."
AGE = "Facebook tells when a business was founded, not when its page was made."
REACH = "Facebook does not tell how many follow those who comment."
FOLLOWERS = "Facebook does not tell who follows a page, nor how many follow them."
LIMITED = (
    "Facebook names those who comment, as far as it may, and nobody who reacts or shares. Comments "
    "are read of the {posts} posts with the most, the newest {comments} of each."
)


def is_granted(scope: str, scopes: frozenset[str]) -> bool:
    """An empty set of scopes says nothing about what was granted."""
    return not scopes or scope in scopes


def missing(scopes: frozenset[str]) -> Mapping[Metric, Reason]:
    """What these scopes do not open, and what nobody is told."""
    told = dict.fromkeys(
        (Metric.VIEWS, Metric.ACCOUNT_AGE, Metric.INTERACTOR_REACH, Metric.FOLLOWER_SAMPLE),
        Reason.NOT_OFFERED,
    )
    answers = (Metric.LIKES, Metric.COMMENTS, Metric.INTERACTORS)
    if not is_granted(ENGAGEMENT, scopes):
        told |= dict.fromkeys((Metric.REACH, Metric.SHARES, *answers), Reason.NOT_GRANTED)
    if not is_granted(CONTENT, scopes):
        told |= dict.fromkeys(answers, Reason.NOT_GRANTED)
    return told


def capabilities() -> Mapping[Metric, Capability]:
    own = options()
    note = LIMITED.format(posts=own.comment_posts, comments=own.comment_pages * PAGE)
    told = {metric: Capability(metric, None) for metric in Metric}
    told[Metric.LIKES] = Capability(Metric.LIKES, None, REACTIONS)
    told[Metric.INTERACTORS] = Capability(Metric.INTERACTORS, Reason.LIMITED, note)
    for metric, why in (
        (Metric.VIEWS, VIEWS),
        (Metric.ACCOUNT_AGE, AGE),
        (Metric.INTERACTOR_REACH, REACH),
        (Metric.FOLLOWER_SAMPLE, FOLLOWERS),
    ):
        told[metric] = Capability(metric, Reason.NOT_OFFERED, why)
    return told
