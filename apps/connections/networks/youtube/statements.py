"""What YouTube tells, what is read of it, and what its terms say about hiring."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Capability, ConsentItems, EmploymentTerms
from apps.connections.networks.youtube.options import Options, options
from apps.connections.observations import Metric, Reason

READONLY = "https://www.googleapis.com/auth/youtube.readonly"
# Comments would need youtube.force-ssl, which also lets an application write and delete in the
# person's name. The public ones are read with the application's own key instead.
SCOPES = (READONLY,)
COSTS: Mapping[str, str] = {}
NO_ACCOUNT = _("This Google account has no channel at YouTube, so there is nothing to link.")

CONSENT = ConsentItems(
    summary=_("Subscriber count, public videos, likes, views and comments"),
    read=(
        _("Subscriber count, name and age of your channel"),
        _("Your public videos from the last 90 days: date, views, likes, comments"),
        _("Who commented under your most commented videos, and how many subscribers each has"),
    ),
    never=(
        _("Private and unlisted videos, playlists, what you watched or liked"),
        _(
            "Titles of videos, the text of any comment, the name or picture of anybody who "
            "commented"
        ),
        _("Your Google account: mail, name, contacts"),
    ),
)

TERMS = EmploymentTerms(
    allowed=False,
    statement=(
        "YouTube bars metrics of one's own made from its data, and numbers that mix it with other "
        "platforms. Since 4 May 2026 a developer who passed its audit and accepted an amendment "
        "may compute scores of channels, for analytics; a score for hiring, over several networks, "
        "needs YouTube's agreement in writing. Google's Limited Use rules allow handing on "
        "what an account opened only for what its owner asked for and agreed to. Without the "
        "amendment, nothing may be kept for longer than 30 days without being read anew."
    ),
    source="https://developers.google.com/youtube/terms/derived-metrics-policy",
    dated="2026-06-01",
)

ROUNDED = "YouTube rounds subscriber counts down to three digits; a channel may hide its own."
LIKES = "A video that hides its likes has none that could be counted."
COMMENTS = "A video with comments switched off has none that could be counted."
SHARES = "YouTube counts shares only for the channel's owner, under a permission that is not asked."
AGE = "The day the channel was made."
FOLLOWERS = "YouTube tells only of subscribers who show it, and not how many channels each follows."
NO_KEY = "Public comments are read with a key that the operator of this site has not set."
LIMITED = (
    "YouTube names those who commented, never those who liked. They are read for the {videos} "
    "videos with the most comments, the newest {threads} threads of each, and a reading ends after "
    "{units} questions."
)


def capabilities() -> Mapping[Metric, Capability]:
    own = options()
    notes = {
        Metric.REACH: ROUNDED,
        Metric.LIKES: LIKES,
        Metric.COMMENTS: COMMENTS,
        Metric.ACCOUNT_AGE: AGE,
    }
    told = {metric: Capability(metric, None, notes.get(metric, "")) for metric in Metric}
    told[Metric.SHARES] = Capability(Metric.SHARES, Reason.NOT_OFFERED, SHARES)
    told[Metric.FOLLOWER_SAMPLE] = Capability(Metric.FOLLOWER_SAMPLE, Reason.NOT_OFFERED, FOLLOWERS)
    return told | _interactors(own)


def never() -> Mapping[Metric, Reason]:
    """What is told of no channel."""
    reasons = {metric: told.reason for metric, told in capabilities().items()}
    return {metric: why for metric, why in reasons.items() if why is Reason.NOT_OFFERED}


def _interactors(own: Options) -> dict[Metric, Capability]:
    who, reach = Metric.INTERACTORS, Metric.INTERACTOR_REACH
    if not own.api_key:
        return {each: Capability(each, Reason.NOT_OFFERED, NO_KEY) for each in (who, reach)}
    note = LIMITED.format(
        videos=own.comment_videos, threads=own.thread_pages * 100, units=own.comment_units
    )
    return {who: Capability(who, Reason.LIMITED, note), reach: Capability(reach, None, ROUNDED)}
