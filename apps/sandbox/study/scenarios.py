"""What people try, and what happens to them, as readings of one person: before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial

from apps.connections.networks.followers import Follower
from apps.connections.networks.followers import sampled as judged
from apps.connections.observations import Reading
from apps.sandbox.study import tricks
from apps.sandbox.study.population import NOW
from apps.sandbox.study.readings import reading
from apps.sandbox.world import Kind, World, world
from apps.sandbox.world.accounts import robot_account

LINKED = ("instagram", "x", "youtube")
ONE_MORE = "facebook"
PLACES = {"small": 0.15, "middle": 0.5, "wide": 0.92}  # among the usual people, by followers
ENOUGH_POSTS = 5
BOUGHT = 10  # times as many followers as before
FRESH_DAYS = 30

Trick = Callable[[tricks.Place], World]


Scene = tuple[Reading, ...]  # of one person


@dataclass(frozen=True)
class Scenario:
    name: str
    of: Callable[[int], Scene]


def before(number: int) -> Scene:
    return _readings(number, LINKED)


def people() -> dict[str, int]:
    """Numbers of three people with nothing odd about them: small, middle and wide."""
    here = {name: _here(name) for name in LINKED}
    fit = [person.number for person in here["x"].people if _is_usual(person.number)]
    fit.sort(key=lambda number: sum(world.people[number].followers for world in here.values()))
    return {name: fit[int(place * len(fit))] for name, place in PLACES.items()}


def _is_usual(number: int) -> bool:
    """Hides neither likes nor subscribers, and posts on each network."""
    if _here("x").people[number].kind is not Kind.ORDINARY or not (number % 7 and number % 11):
        return False
    return all(len(tricks.Place(_here(name), number, NOW).posts) >= ENOUGH_POSTS for name in LINKED)


@cache
def _here(network: str) -> World:
    return world(today=NOW.date(), network=network)


def _readings(number: int, networks: Iterable[str]) -> tuple[Reading, ...]:
    found = (_reading(name, number) for name in networks)
    return tuple(each for each in found if each is not None)


@cache
def _reading(network: str, number: int) -> Reading | None:
    return reading(_here(network), number, now=NOW)


def _tricked(trick: Trick, networks: Sequence[str], number: int) -> Scene:
    """The trick is played on these networks, the others stay as they are."""
    untouched = _readings(number, [name for name in LINKED if name not in networks])
    played = (trick(tricks.Place(_here(name), number, NOW)) for name in networks)
    found = (reading(here, number, now=NOW) for here in played)
    return (*untouched, *(each for each in found if each is not None))


def _bought(networks: Sequence[str], number: int, *, sampled: bool = True) -> Scene:
    return tuple(
        _with_robots(each, sampled=sampled) if each.network in networks else each
        for each in before(number)
    )


def _with_robots(found: Reading, *, sampled: bool) -> Reading:
    """Nine robots beside each follower, in the sample too; without one, the permission for it was
    refused. Only X tells of followers at all."""
    reach = found.profile.reach
    profile = replace(found.profile, reach=None if reach is None else reach * BOUGHT)
    told = found.followers
    if told is None or not sampled:
        return replace(found, profile=profile, followers=None)
    robots = [robot_account(n) for n in range(told.looked_at - told.looked_at // BOUGHT)]
    looked = judged(Follower(each.following, each.followers) for each in robots)
    real = round(told.authentic / BOUGHT)
    both = replace(looked, looked_at=told.looked_at, authentic=looked.authentic + real)
    return replace(found, profile=profile, followers=both)


def _silent(number: int, *, posts: int) -> Scene:
    """The audience stays. Of the posts on X so many are left, and nobody reacts to them."""
    return tuple(_silenced(each, posts) for each in before(number))


def _silenced(found: Reading, posts: int) -> Reading:
    left = found.posts[:posts] if found.network == "x" else ()
    unheard = tuple(replace(post, likes=0, comments=0, shares=0) for post in left)
    return replace(found, posts=unheard, interactions=())


def _fresh(number: int) -> Scene:
    return tuple(_young(each) for each in before(number))


def _young(found: Reading) -> Reading:
    """As if the account had been made a month ago: what is older never was."""
    since = NOW - timedelta(days=FRESH_DAYS)
    posts = tuple(post for post in found.posts if post.published_at >= since)
    named = {post.post_id for post in posts}
    acts = tuple(
        act
        for act in found.interactions
        if act.post_id in named or (act.post_id is None and act.at >= since)
    )
    made = None if found.profile.created_at is None else since
    profile = replace(found.profile, created_at=made, posts_total=len(posts))
    return replace(found, profile=profile, posts=posts, interactions=acts)


def _one_more(number: int) -> Scene:
    return _readings(number, (*LINKED, ONE_MORE))


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("bought followers ×10 on X, 100 sampled", partial(_bought, ("x",))),
    Scenario("bought followers ×10 on X, no sample", partial(_bought, ("x",), sampled=False)),
    Scenario("bought followers ×10 everywhere, X sampled", partial(_bought, LINKED)),
    Scenario("engagement pod of 12, everywhere", partial(_tricked, tricks.pod, LINKED)),
    Scenario(
        "300 robots like everything, everywhere",
        partial(_tricked, tricks.likes_of_robots, LINKED),
    ),
    Scenario(
        "and 60 of them comment on everything",
        partial(_tricked, tricks.robots_that_talk, LINKED),
    ),
    Scenario("one viral post on X", partial(_tricked, tricks.viral, ("x",))),
    Scenario("one viral post on Instagram", partial(_tricked, tricks.viral, ("instagram",))),
    Scenario("silent: the audience stays, no post", partial(_silent, posts=0)),
    Scenario("silent but for five posts that nobody answers", partial(_silent, posts=5)),
    Scenario("all accounts a month old", _fresh),
    Scenario(
        "50 more people comment on X, once each",
        partial(_tricked, partial(tricks.commenters, count=50), ("x",)),
    ),
    Scenario("one network more (Facebook)", _one_more),
)
