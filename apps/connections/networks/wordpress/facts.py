"""What self-hosted WordPress tells, what the consent page says of it, and what its terms say."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems, EmploymentTerms
from apps.connections.observations import Metric, Reason

_NOT_OFFERED = {
    Metric.REACH: "WordPress itself counts neither readers nor followers.",
    Metric.LIKES: "WordPress itself has no likes.",
    Metric.SHARES: "WordPress itself does not know where a post was shared.",
    Metric.VIEWS: "WordPress itself does not count views.",
    Metric.INTERACTOR_REACH: "A comment does not tell how many people its author reaches.",
    Metric.FOLLOWER_SAMPLE: "WordPress itself has no followers.",
}
_OFFERED = {
    Metric.COMMENTS: "Approved comments by others.",
    Metric.INTERACTORS: "Who commented, as a keyed hash.",
    Metric.ACCOUNT_AGE: "The day the account was made on this site.",
}

CAPABILITIES = {
    **{
        metric: Capability(metric, Reason.NOT_OFFERED, note)
        for metric, note in _NOT_OFFERED.items()
    },
    **{metric: Capability(metric, None, note) for metric, note in _OFFERED.items()},
}

CONSENT = ConsentItems(
    summary=_("Your own posts of the last 90 days on this site, and how often others commented"),
    read=(
        _("how many posts you published, and when"),
        _("how many approved comments by others each has, and when they came"),
        _("how many different people commented, without their names"),
        _("since when your account exists"),
    ),
    never=(
        _("the texts or titles of your posts"),
        _("the texts of comments, or names and email addresses of who wrote them"),
        _("drafts, private posts and pages"),
        _("your email address and your WordPress password"),
        _("anything that changes the site, except that unlinking deletes our application password"),
    ),
)

TERMS = EmploymentTerms(
    allowed=True,
    statement=(
        "A self-hosted site has no platform between it and its owner: WordPress is free software "
        "that anybody may use for any purpose, and the person who links the site opens "
        "it for this one. A site that belongs to somebody else may have rules of its own."
    ),
    source="https://wordpress.org/about/license/ (GNU GPL, version 2 or later)",
    dated="2026-11-22",
)
