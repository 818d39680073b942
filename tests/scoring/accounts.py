"""People who mostly have enough for a number: drawn by what their accounts are known for."""

from __future__ import annotations

from hypothesis import strategies as st

from apps.connections.observations import InteractionKind, Metric, Reading, Reason
from tests.scoring.readings import Account

NETWORKS = ("facebook", "instagram", "wordpress", "x", "youtube")
_hidden = st.dictionaries(
    st.sampled_from([Metric.INTERACTORS, Metric.COMMENTS, Metric.REACH]),
    st.sampled_from(Reason),
    max_size=1,
)
_acts = st.dictionaries(
    st.sampled_from(InteractionKind),
    st.one_of(st.integers(0, 60), st.integers(0, 300)),
    max_size=4,
)


@st.composite
def somebody(draw: st.DrawFn) -> list[Reading]:
    """One to four accounts, each on a network of its own."""
    names = draw(st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=4, unique=True))
    return [draw(_accounts(name)).reading() for name in names]


@st.composite
def _accounts(draw: st.DrawFn, network: str) -> Account:
    return Account(
        network=network,
        followers=draw(st.one_of(st.none(), st.integers(0, 3_000), st.integers(0, 90_000_000))),
        posts=draw(st.integers(1, 60)),
        people=draw(_acts),
        likes=draw(st.one_of(st.none(), st.integers(0, 100_000))),
        not_measured=draw(_hidden),
        age_days=draw(st.sampled_from([900, 900, 900, 60])),
    )
