"""The filters that are on, in words; and which of them to drop when nobody meets all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apps.candidates.models.application import Status
from apps.scoring.engine.phrases import account, in_words, listing
from apps.scoring.listing import STATES
from apps.workspace.candidates.asked import Asked
from apps.workspace.candidates.filters import FACTORS

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Wish:
    """One filter: its names in the address, what it is called, and what it asks for. ``value`` is
    set where it is one choice of several."""

    names: tuple[str, ...]
    label: str
    words: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    url: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Nobody:
    """For templates/components/empty.html."""

    title: str
    text: str
    actions: tuple[Action, ...]


def wishes(asked: Asked) -> list[Wish]:
    found = [_score(asked), *(_factor(asked, name) for name in FACTORS), _only_scored(asked)]
    accounts = [_account(name) for name in asked.chosen.get("network", [])]
    return [wish for wish in found if wish] + accounts + _choices(asked)


def nobody(asked: Asked, count: Callable[[Asked, Wish], int]) -> Nobody:
    """``count``: how many people match when a wish is dropped."""
    on = wishes(asked)
    best, people = max(((wish, count(asked, wish)) for wish in on), key=lambda pair: pair[1])
    every = "Clear all filters"
    if not people:
        text = f"You asked for {_listed(on)}. Dropping one of them is not enough."
        return Nobody(_title(len(on)), text, (Action(every, "?", "primary"),))
    if len(on) == 1:
        text = f"You asked for {_listed(on)}. {_people(people)} without this filter."
        return Nobody(_title(1), text, (Action(every, "?", "primary"),))
    text = f"You asked for {_listed(on)}. {_people(people)} if you drop the {best.label} filter."
    drop = Action(
        f"Drop the {best.label} filter", asked.less(best.names, best.value).url(), "primary"
    )
    return Nobody(_title(len(on)), text, (drop, Action(every, "?")))


def _title(filters: int) -> str:
    if filters <= 2:
        return f"Nobody matches {'this filter' if filters == 1 else 'both filters'}"
    return f"Nobody matches all {_WORDS[filters] if filters < len(_WORDS) else filters} filters"


def _people(count: int) -> str:
    who = in_words(count) if count >= len(_WORDS) else _WORDS[count].capitalize()
    return f"{who} {'person matches' if count == 1 else 'people match'}"


def _listed(on: list[Wish]) -> str:
    return listing([wish.words for wish in on])


def _score(asked: Asked) -> Wish | None:
    low, high = asked.chosen.get("score_min"), asked.chosen.get("score_max")
    if low is None and high is None:
        return None
    bounds = [f"from {low}"] if low is not None else []
    words = " ".join(["a score", *bounds, *([f"up to {high}"] if high is not None else [])])
    return Wish(("score_min", "score_max"), "score", words)


def _factor(asked: Asked, factor: str) -> Wish | None:
    least = asked.chosen.get(f"{factor}_min")
    if least is None:
        return None
    name = factor.capitalize()
    return Wish((f"{factor}_min",), name, f"at least {least} points from {name}")


def _only_scored(asked: Asked) -> Wish | None:
    if asked.chosen.get("unscored") != "no":
        return None
    return Wish(("unscored",), "score-only", "people with a score")


def _account(network: str) -> Wish:
    name = account(network)
    article = "an" if name[:1] in "AEIOUX" else "a"
    return Wish(("network",), name, f"{article} {name} account", network)


def _choices(asked: Asked) -> list[Wish]:
    found = []
    for name, choices in (("status", Status.choices), ("state", STATES)):
        values = asked.chosen.get(name, [])
        if values:
            labels = " or ".join(f"“{label}”" for value, label in choices if value in values)
            found.append(Wish((name,), name, f"the {name} {labels}"))
    return found
