"""What WordPress.com tells, what is read of it, and what its terms say about hiring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems, EmploymentTerms
from apps.connections.networks.wordpress_com.options import options
from apps.connections.observations import Metric, Reason

# Who it is, which sites there are, their posts, who commented, how many follow and view. No scope
# of WordPress.com only reads: nothing here ever calls what writes. Not ``profile``: it adds a name
# and a picture.
SCOPES = ("openid", "users", "sites", "posts", "comments", "stats")

COSTS = {
    "comments": _("Who commented on your posts is not measured."),
    "stats": _("How many follow your site and how often your posts are viewed is not measured."),
}

NO_ACCOUNT = _(
    "This login opens no site on WordPress.com where you may publish. A site with plug-ins of its "
    "own, or connected by Jetpack, is linked by its address: choose WordPress instead."
)

CONSENT = ConsentItems(
    summary=_("Follower count of one of your sites, your posts there, likes and comments"),
    read=(
        _("Names of your sites, so that you can choose one; follower count and age of that one"),
        _("Your posts from the last 90 days there: date, views, likes, comments"),
        _("Who commented, and who liked your most liked posts: each as a code, without a name"),
        _(
            "WordPress.com may end this permission after two weeks; then we ask you once, by "
            "email, to link again"
        ),
    ),
    never=(
        _("The title or text of any post or comment"),
        _("Email addresses, names or pictures of you, your followers or anybody who reacted"),
        _("Drafts, private posts, and sites that you did not choose"),
        _(
            "Anything that changes your site: WordPress.com offers no permission that only reads, "
            "and we use nothing else of it"
        ),
    ),
)

TERMS = EmploymentTerms(
    allowed=None,
    statement=(
        "Automattic's API terms ask for a privacy policy, fresh data and no excessive calls. What "
        "could be read of them says nothing for or against use in hiring; whether a consented "
        "score is covered needs an answer from Automattic."
    ),
    source="https://developer.wordpress.com/docs/api/"
    "guidelines-for-responsible-use-of-automattics-apis/",
    dated="read in part, as stored in November 2026",
)

_NOT_OFFERED = {
    Metric.SHARES: "WordPress.com does not tell where a post was shared or reblogged.",
    Metric.INTERACTOR_REACH: "Neither comments nor likes tell how many people their authors reach.",
    Metric.FOLLOWER_SAMPLE: "WordPress.com does not tell how many sites a follower follows.",
}
_OFFERED = {
    Metric.REACH: "Followers in the Reader and by email, where you manage the site.",
    Metric.LIKES: "How many liked each post.",
    Metric.COMMENTS: "Comments on each post, your own answers included.",
    Metric.VIEWS: "Views of each post, with the permission for statistics.",
    Metric.ACCOUNT_AGE: "The day the site was made.",
}
_LIMITED = (
    "Everybody who commented; who liked is read for the {posts} posts with the most likes, as "
    "WordPress.com tells them one post at a time."
)


def capabilities() -> Mapping[Metric, Capability]:
    told = {metric: Capability(metric, None, note) for metric, note in _OFFERED.items()}
    for metric, note in _NOT_OFFERED.items():
        told[metric] = Capability(metric, Reason.NOT_OFFERED, note)
    note = _LIMITED.format(posts=options().liked_posts)
    told[Metric.INTERACTORS] = Capability(Metric.INTERACTORS, Reason.LIMITED, note)
    return told
