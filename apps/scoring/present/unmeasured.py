"""What the score does not know, and why, as short facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.connections.observations import Metric
from apps.core.phrases import listing, sentence
from apps.scoring.engine.explain import explain
from apps.scoring.engine.kinds import Why
from apps.scoring.engine.phrases import account
from apps.scoring.engine.reasons import NotMeasuredReason
from apps.scoring.engine.result import NoteKind, ScoreResult
from apps.scoring.present.language import page_language
from apps.scoring.present.words import first_name, notes

_ALIKE = {
    NoteKind.COUNTS_ONLY: gettext_lazy(
        "How many reacted is told, not always who. Reactions by nobody known count for less."
    ),
    NoteKind.FOLLOWERS_UNCHECKED: gettext_lazy(
        "The followers were not sampled; the interval allows for that."
    ),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its explanation."""

    title: str
    text: str


def not_measured(
    result: ScoreResult, *, offered: Collection[str], name: str = ""
) -> tuple[Fact, ...]:
    """Networks and metrics without a part in the score, then what no score measures. ``offered``
    are the networks that can be shared here: the others say nothing about the person. Without
    ``name`` the facts speak to the person."""
    reasons = explain(result).not_measured
    whole = [reason for reason in reasons if reason.metric is None]
    metrics = [reason for reason in reasons if reason.metric is not None]
    return (
        *_networks(whole, offered, name),
        *[
            _metric(reason, reason.networks)
            for reason in metrics
            if reason.metric is not Metric.FOLLOWER_SAMPLE
        ],
        *_samples(metrics),
        *_notes(result, _networks_of(metrics, Metric.FOLLOWER_SAMPLE)),
        _job(name),
    )


def _samples(reasons: Collection[NotMeasuredReason]) -> Iterator[Fact]:
    """Why followers were not sampled, where there are any."""
    none = _networks_of(reasons, Metric.REACH)
    for reason in reasons:
        some = [network for network in reason.networks if network not in none]
        if reason.metric is Metric.FOLLOWER_SAMPLE and some:
            yield _metric(reason, some, _("The interval allows for that."))


def _networks_of(reasons: Collection[NotMeasuredReason], metric: Metric) -> set[str]:
    return {network for each in reasons if each.metric is metric for network in each.networks}


def _notes(result: ScoreResult, explained: Collection[str]) -> list[Fact]:
    """What holds of several accounts alike is said once. ``explained``: networks of which it was
    said already why their followers were not sampled."""
    facts = []
    for kind, text in _ALIKE.items():
        alike = [note.network for note in result.notes if note.kind is kind]
        if kind is NoteKind.FOLLOWERS_UNCHECKED:
            alike = [network for network in alike if network not in explained]
        if alike:
            facts.append(Fact(_accounts(alike), str(text)))
    told = zip(result.notes, notes(result), strict=True)
    return facts + [Fact(account(n.network), text) for n, text in told if n.kind not in _ALIKE]


def _networks(
    reasons: Collection[NotMeasuredReason], offered: Collection[str], name: str
) -> list[Fact]:
    facts, elsewhere = [], []
    for reason in reasons:
        here = [network for network in reason.networks if network in offered]
        elsewhere += [network for network in reason.networks if network not in offered]
        if here:
            facts.append(Fact(_accounts(here), _whole(reason.why, name)))
    if elsewhere:
        facts.append(Fact(_accounts(elsewhere), _("Cannot be shared here, by anybody.")))
    return facts


def _whole(why: Why, name: str) -> str:
    if why is Why.NOT_SHARED:
        return _("Not shared with you.") if name else _("You do not share it here.")
    return sentence(page_language().why(why))


def _metric(reason: NotMeasuredReason, networks: Collection[str], more: str = "") -> Fact:
    assert reason.metric is not None
    spoken = page_language()
    title = f"{_accounts(networks)}: {spoken.metric(reason.metric)}"
    return Fact(title, f"{sentence(spoken.why(reason.why))} {more}".strip())


def _job(name: str) -> Fact:
    if not name:
        return Fact(_("Job performance"), _("Nothing here says how well you will do the job."))
    told = _("Nothing here says how well %(name)s will do the job.")
    return Fact(_("Job performance"), told % {"name": first_name(name)})


def _accounts(networks: Collection[str]) -> str:
    return listing([account(network) for network in networks])
