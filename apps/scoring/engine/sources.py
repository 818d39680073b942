"""What is publicly known about how many followers a post reaches, network by network.

The figures are shares of the followers who see one post (of friends in a month, of mails that are
opened): of brands and media, of different years, measured in different ways. Their order supports
the order of the kappas; the numbers themselves stay judged, because nothing measures how much of a
person's audience attends over 90 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from apps.scoring.engine.kinds import SignalKind
from apps.scoring.engine.parameters import Kappa, NetworkParameters

_X = (
    "1.3 to 4.1 % of the followers see a post (D. Sullivan, Twitter's New Impression Stats Suggest"
    " Few Followers See What's Tweeted, Marketing Land 2014, as quoted in The Disappointing Truth"
    " About How Many People See Your Tweets, 2014)"
)
_FACEBOOK = (
    "8.60 % of a page's followers see a post (Socialinsider, Social Media Reach, 2022, 933,200"
    " posts), 7 % (Locowise, Facebook Page Reach Study, February 2015)"
)
_FRIENDS = (
    "61 % of the friends see something within a month (Bernstein, Bakshy, Burke, Karrer,"
    " Quantifying the Invisible Audience in Social Networks, CHI 2013, 222,000 people)"
)
_INSTAGRAM = (
    "13.51 % of the followers see a post (Socialinsider, Social Media Reach, 2022, 933,200 posts),"
    " medians of 19.1 to 37.7 % by size (Minter.io, How Much Reach Should My Brand Be Getting On"
    " Instagram?, 2019, over 3 million posts)"
)
_MAIL = (
    "21.3 % of mails of publishers were opened before mail programs opened them by themselves"
    " (CM Group, Email Marketing Statistics for Publishers and Media, 2020), 43.46 % since"
    " (MailerLite benchmark 2025, 3.6 million campaigns)"
)
_FOLLOWERS, _SUBSCRIBERS = SignalKind.FOLLOWERS, SignalKind.SUBSCRIBERS
_KNOWN: Mapping[tuple[str, SignalKind], str] = {
    ("facebook", _FOLLOWERS): _FACEBOOK,
    ("facebook", SignalKind.FRIENDS): _FRIENDS,
    ("instagram", _FOLLOWERS): _INSTAGRAM,
    ("wordpress", _FOLLOWERS): _MAIL,
    ("wordpress", _SUBSCRIBERS): _MAIL,
    ("wordpress_com", _SUBSCRIBERS): _MAIL,
    ("x", _FOLLOWERS): _X,
}


def with_sources(networks: Mapping[str, NetworkParameters]) -> dict[str, NetworkParameters]:
    """The same numbers; each kappa of reach also says what supports it, where something does."""
    return {
        name: replace(
            network,
            reach={kind: _sourced(kappa, name, kind) for kind, kappa in network.reach.items()},
        )
        for name, network in networks.items()
    }


def _sourced(kappa: Kappa, network: str, kind: SignalKind) -> Kappa:
    known = _KNOWN.get((network, kind))
    support = f"Known: {known}." if known else "No measurement of it was found."
    return replace(kappa, source=f"{kappa.source} {support}")
