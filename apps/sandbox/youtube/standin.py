"""YouTube as a stand-in: Google's tokens, of which the refresh token lasts, and 10,000 units a day
for the whole application (https://developers.google.com/youtube/v3/determine_quota_cost)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.sandbox.standin.limits import ANY, Limits
from apps.sandbox.standin.rules import DAY, Renewal, Rules
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.youtube.voice import GoogleVoice

READONLY = "https://www.googleapis.com/auth/youtube.readonly"
FORCE_SSL = "https://www.googleapis.com/auth/youtube.force-ssl"
ASKS = {
    READONLY: "See your YouTube account",
    FORCE_SSL: "See, edit and permanently delete your videos, ratings, comments and captions",
}
OFFLINE = ("offline", "yes")  # stands for access_type=offline with prompt=consent
UNITS = 10_000
PACIFIC = ZoneInfo("America/Los_Angeles")


class UnitsOfTheDay(Limits):
    """A window is a day in California, however long it is."""

    def window(self, now: float) -> tuple[int, int]:
        today = datetime.fromtimestamp(now, PACIFIC).date()
        midnight = datetime.combine(today + timedelta(days=1), time(0), PACIFIC)
        return today.toordinal(), int(midnight.timestamp())


STANDIN = StandIn(
    "youtube",
    "YouTube",
    voice=GoogleVoice(),
    rules=Rules(
        code_seconds=600,
        access_seconds=3600,
        refresh_seconds=180 * DAY,
        renewal=Renewal.LASTS,
        offline_parameter=OFFLINE,
    ),
    endpoints=("channels", "playlistItems", "videos", "commentThreads", "comments"),
    limits=UnitsOfTheDay("youtube", {ANY: UNITS}, seconds=25 * 3600, shared=True),
    asks=ASKS,
    optional=(FORCE_SSL,),
)
