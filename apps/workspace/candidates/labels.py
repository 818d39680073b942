"""What the columns and orders of a list are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.scoring.listing import Order

FACTOR_NAMES = {
    "reach": pgettext_lazy("factor", "Reach"),
    "engagement": pgettext_lazy("factor", "Engagement"),
    "network": pgettext_lazy("factor", "Network"),
}
LABELS = {
    Order.NAME: _("Name"),
    Order.SCORE: _("Score"),
    Order.WIDTH: _("Interval"),
    Order.REACH: FACTOR_NAMES["reach"],
    Order.ENGAGEMENT: FACTOR_NAMES["engagement"],
    Order.NETWORK: FACTOR_NAMES["network"],
    Order.ACCOUNTS: _("Accounts"),
    Order.READ: _("Read"),
    Order.STATE: _("State"),
    Order.STATUS: _("Status"),
}
# In the order of the rail's menu; the first of a pair is the one that it starts with.
SORTS = {
    "-score": _("Score, highest first"),
    "score": _("Score, lowest first"),
    "width": _("Interval, narrowest first"),
    "-width": _("Interval, widest first"),
    "-reach": _("Reach, most points first"),
    "reach": _("Reach, fewest points first"),
    "-engagement": _("Engagement, most points first"),
    "engagement": _("Engagement, fewest points first"),
    "-network": _("Network, most points first"),
    "network": _("Network, fewest points first"),
    "-accounts": _("Accounts, most first"),
    "accounts": _("Accounts, fewest first"),
    "-read": _("Read, latest first"),
    "read": _("Read, longest ago first"),
    "state": _("State, scored first"),
    "-state": _("State, scored last"),
    "name": _("Name, from A"),
    "-name": _("Name, from Z"),
    "status": _("Status, newest step first"),
    "-status": _("Status, last step first"),
}
# What can be left out of a list; name and score cannot.
COLUMNS = {
    "interval": _("Interval"),
    "reach": FACTOR_NAMES["reach"],
    "engagement": FACTOR_NAMES["engagement"],
    "network": FACTOR_NAMES["network"],
    "accounts": _("Accounts"),
    "read": _("Read"),
    "state": _("State"),
    "status": _("Status"),
}
USUAL = tuple(name for name in COLUMNS if name != "state")
SIZES = (25, 50, 100)
