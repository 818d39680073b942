"""Made-up values for every component, as pages would pass them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from apps.core.charts.histogram import histogram
from apps.core.charts.history import Event, Reading, history
from apps.core.charts.lane import lane
from apps.core.charts.scale import SPARSE_AXIS
from apps.core.charts.stack import Points, factor_bar, stack
from apps.core.charts.waterfall import Group, Leaf, why
from apps.core.charts.whisker import Interval, whisker

INTERVAL = Interval(1054 - 1000, 48, 61)
POINTS = Points(21, 19, 17, rest=-3)
START = date(2026, 9, 6)

WHY = why(
    [
        Group("reach", "how many people follow", (Leaf("X followers", 21, "12 400"),)),
        Group("engagement", "people who reacted", (Leaf("Comments", 19, "212 people"),)),
        Group("network", "how widely they are heard", (Leaf("Everyone", 17, "1 604 people"),)),
    ],
    rest=[Leaf("Base line", -3)],
)
HISTORY = history(
    [Reading(START + timedelta(weeks=n), 50 + n, 40, 61) for n in (0, 1, 4)],
    [Event(START + timedelta(days=5), "Instagram linked")],
)
ACTIONS = [{"label": "Clear all filters", "url": "?", "variant": "primary"}]
ACCOUNTS = [
    SimpleNamespace(network="x", label="X", linked=True),
    SimpleNamespace(network="youtube", label="YouTube", linked=False),
    SimpleNamespace(network="wordpress", label="WordPress", linked=True),
]
VERDICT = {"first": "Ada", "second": "Jonas", "apart": 11, "favour": 66}
ORGANISATIONS = [
    SimpleNamespace(pk=1, name="Halden & Mohr", get_absolute_url="/o/1"),
    SimpleNamespace(pk=2, name="Stadtwerke Kiel", get_absolute_url="/o/2"),
]

COMPONENTS: dict[str, dict[str, Any]] = {
    "components/button.html": {"label": "Share 2 accounts", "variant": "primary", "icon": "check"},
    "components/status.html": {"status": "review", "label": "In review"},
    "components/netset.html": {"accounts": ACCOUNTS},
    "components/score.html": {"interval": INTERVAL},
    "components/notice.html": {},
    "components/empty.html": {
        "title": "Nobody matches all three filters",
        "text": "Two people match if you drop one.",
        "actions": ACTIONS,
        "grid": SPARSE_AXIS,
    },
    "components/sort.html": {"label": "Reach", "url": "?sort=reach", "direction": "descending"},
    "components/consent_row.html": {
        "network": "x",
        "label": "X",
        "state": "shared",
        "until": date(2027, 2, 12),
    },
    "components/grant.html": {
        "network": "youtube",
        "label": "YouTube",
        "summary": "Subscriber count",
        "read": ["Subscriber count and channel name"],
        "never": ["Private videos"],
        "scopes": ["youtube.readonly"],
        "value": "youtube",
    },
    "components/decide.html": {"organisation_name": "Halden & Mohr"},
    "components/verdict.html": {"verdict": {**VERDICT, "decided": True}},
    "components/hero.html": {
        "interval": INTERVAL,
        "whisker": whisker(INTERVAL, dense=True),
        "stack": stack(POINTS),
        "say": "You reach a mid-sized audience that talks back.",
    },
    "components/why.html": {"why": WHY},
    "components/key.html": {"rest": True},
    "components/reading.html": {"label": "X", "state": "12 of 40 pages", "done": 12, "total": 40},
    "components/pagehead.html": {"title": "Ada and Jonas", "crumbs": ACTIONS, "actions": ACTIONS},
    "components/nav.html": {"nav": [{"label": "Openings", "url": "/", "current": True}]},
    "components/organisations.html": {
        "organisation": ORGANISATIONS[0],
        "organisations": ORGANISATIONS,
    },
    "components/footer.html": {"theme": "dark", "theme_url": "/theme"},
    "charts/whisker.html": {"w": whisker(INTERVAL)},
    "charts/bar.html": {"bar": factor_bar("reach", 21)},
    "charts/stack.html": {"s": stack(POINTS)},
    "charts/axis.html": {"ticks": SPARSE_AXIS},
    "charts/lanes.html": {
        "lanes": [lane(name="Ada", url="/ada", interval=INTERVAL, points=POINTS)] * 2
    },
    "charts/history.html": {"h": HISTORY},
    "charts/histogram.html": {"hist": histogram([36, 44, 51], low=40)},
}
PAGE = Paginator(range(200), 12).page(5)
