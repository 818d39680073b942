"""The study reads the world as the pipeline reads the stand-ins: post for post, act for act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime

import pytest

from apps.connections import readings as stored
from apps.connections.networks.facebook.options import Options as Facebook
from apps.connections.networks.instagram.options import Options as Instagram
from apps.connections.networks.wordpress_com.options import Options as WordPressCom
from apps.connections.networks.x.options import Options as X
from apps.connections.networks.youtube.options import Options as YouTube
from apps.connections.observations import Interaction, Metric, Post, Profile, Reading
from apps.core import tenancy
from apps.sandbox.study.readings import USUAL, Limits, reading
from apps.sandbox.world import Kind, Person, Reaction
from tests.networks.conftest import trial  # noqa: F401  # a fixture
from tests.networks.suite import Linked, Trial, own_posts
from tests.sandbox.still import is_still

MOST = 1_500  # comments
OPTIONS = {
    "facebook": Facebook,
    "instagram": Instagram,
    "wordpress_com": WordPressCom,
    "x": X,
    "youtube": YouTube,
}


@pytest.mark.django_db(transaction=True)
def test_a_reading_of_the_study_is_what_the_pipeline_reads(trial: Trial) -> None:  # noqa: F811
    who = _well_known(trial)
    linked = trial.linked(who=who)
    linked.read()
    found = _read(linked)
    expected = reading(trial.here, who.number, now=found.taken_at, limits=_limits(trial))
    assert expected is not None
    assert _profile(found) == _profile(expected)
    assert _posts(found.posts) == _posts(expected.posts)
    assert _acts(found.interactions) == _acts(expected.interactions)
    assert len({act.actor_key for act in found.interactions}) == len(
        {act.actor_key for act in expected.interactions}
    )
    assert found.interactions


@pytest.mark.parametrize("network", sorted(OPTIONS))
def test_the_study_reads_as_much_as_the_adapters_do_by_default(network: str) -> None:
    usual = {each.name: each.default for each in fields(OPTIONS[network])}
    own = {name: n for name, n in _named(USUAL).items() if _network(name) == network}
    assert own
    assert own == {name: usual[name.removeprefix(f"{network}_")] for name in own}


def _well_known(trial: Trial) -> Person:  # noqa: F811
    """Of those whose numbers stay while the test lasts, and who do not hide them, the one with the
    most comments that are read in a few seconds: more than one page of them."""
    here, now = trial.here, trial.began

    def comments(person: Person) -> int:
        posts = own_posts(trial.name, person, now)
        return sum(here.count(post, Reaction.REPLY, now=now) for post in posts)

    usual = [p for p in here.people if p.kind is Kind.ORDINARY and comments(p) < MOST]
    ranked = sorted(usual, key=comments, reverse=True)
    return next(person for person in ranked if is_still(here, person, now=now))


def _read(linked: Linked) -> Reading:
    with tenancy.person(linked.person.pk):
        (found,) = stored.newest([linked.connection.network], followers_since=None)
    return found.reading


def _limits(trial: Trial) -> Limits:  # noqa: F811
    """With what the suite sets so that a reading stays small."""
    changed = {f"{trial.name}_{name.lower()}": n for name, n in trial.kit.options.items()}
    return replace(USUAL, **changed)


def _named(limits: Limits) -> dict[str, int]:
    return {each.name: getattr(limits, each.name) for each in fields(limits)}


def _network(name: str) -> str:
    return max((network for network in OPTIONS if name.startswith(f"{network}_")), key=len)


def _profile(found: Reading) -> Profile:
    """A sample of the followers is taken at another time, and what is not told of one, then."""
    told = dict(found.profile.not_measured)
    told.pop(Metric.FOLLOWER_SAMPLE, None)
    return replace(found.profile, account_key="", not_measured=told)


def _posts(posts: Iterable[Post]) -> list[tuple[datetime, int | None, int | None, int | None]]:
    return sorted((p.published_at, p.likes, p.comments, p.shares) for p in posts)


def _acts(acts: Iterable[Interaction]) -> list[tuple[object, ...]]:
    """Without the names, which are hashed with a secret there."""
    return sorted(
        (act.kind, act.at, act.post_id is None, str(act.actor_reach), str(act.mutual))
        for act in acts
    )
