"""The filters that are on, in words; and which of them to drop when nobody meets all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.candidates.models.application import Status
from apps.core.phrases import listing
from apps.scoring.engine.phrases import account, number
from apps.scoring.listing import STATES
from apps.scoring.models.standing import FACTORS
from apps.workspace.candidates.asked import Asked
from apps.workspace.candidates.labels import FACTOR_NAMES


@dataclass(frozen=True, slots=True)
class Wish:
    """One filter: its names in the address, what it is called ("Drop the score filter"), what it
    asks for ("a score from 30"), and the same on its chip ("Score from 30"). ``value`` is set where
    it is one choice of several."""

    names: tuple[str, ...]
    label: str
    words: str
    chip: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """For templates/workspace/candidates/chips.html: ``url`` is the list without it."""

    label: str
    url: str


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
    found = [
        _search(asked),
        _score(asked),
        _only_scored(asked),
        *(_factor(asked, name) for name in FACTORS),
        _width(asked),
        *(_account(name) for name in asked.chosen.get("network", [])),
        _read(asked),
        _state(asked),
        _status(asked),
    ]
    return [wish for wish in found if wish]


def chips(asked: Asked) -> list[Chip]:
    return [Chip(wish.chip, asked.less(wish.names, wish.value).url()) for wish in wishes(asked)]


def nobody(asked: Asked, count: Callable[[Asked, Wish], int]) -> Nobody:
    """``count``: how many people match when a wish is dropped."""
    on = wishes(asked)
    best, people = max(((wish, count(asked, wish)) for wish in on), key=lambda pair: pair[1])
    every, title = Action(_("Clear all filters"), asked.bare, "primary"), _title(len(on))
    told = {"filters": listing([wish.words for wish in on]), "label": best.label}
    if not people:
        said = _("You asked for %(filters)s. Dropping one of them is not enough.")
        return Nobody(title, said % told, (every,))
    told["match"] = _match(people)
    if len(on) == 1:
        said = _("You asked for %(filters)s. %(match)s without this filter.")
        return Nobody(title, said % told, (every,))
    said = _("You asked for %(filters)s. %(match)s if you drop the %(label)s filter.")
    url = asked.less(best.names, best.value).url()
    drop = Action(_("Drop the %(label)s filter") % told, url, "primary")
    return Nobody(title, said % told, (drop, Action(every.label, every.url)))


def _title(filters: int) -> str:
    if filters == 1:
        return _("Nobody matches this filter")
    if filters == 2:
        return _("Nobody matches both filters")
    return _("Nobody matches all %(number)s filters") % {"number": _word(filters)}


def _match(count: int) -> str:
    people = ngettext("%(count)s person matches", "%(count)s people match", count)
    said = people % {"count": _word(count)}
    return said[:1].upper() + said[1:]


def _word(count: int) -> str:
    """Numbers below ten are written out in a sentence."""
    words = {
        1: _("one"),
        2: _("two"),
        3: _("three"),
        4: _("four"),
        5: _("five"),
        6: _("six"),
        7: _("seven"),
        8: _("eight"),
        9: _("nine"),
    }
    return words.get(count, number(count))


def _search(asked: Asked) -> Wish | None:
    text = asked.chosen.get("q")
    if not text:
        return None
    told = {"text": text}
    words = _("a name or address with “%(text)s”") % told
    return Wish(("q",), _("search"), words, _("“%(text)s”") % told)


def _score(asked: Asked) -> Wish | None:
    low, high = asked.chosen.get("score_min"), asked.chosen.get("score_max")
    if low is None and high is None:
        return None
    told = {"low": low, "high": high}
    if high is None:
        words, chip = _("a score from %(low)s"), _("Score from %(low)s")
    elif low is None:
        words, chip = _("a score up to %(high)s"), _("Score up to %(high)s")
    else:
        words = _("a score from %(low)s up to %(high)s")
        chip = _("Score from %(low)s up to %(high)s")
    return Wish(("score_min", "score_max"), _("score"), words % told, chip % told)


def _factor(asked: Asked, factor: str) -> Wish | None:
    least, most = asked.chosen.get(f"{factor}_min"), asked.chosen.get(f"{factor}_max")
    if least is None and most is None:
        return None
    told = {"low": least, "high": most, "factor": str(FACTOR_NAMES[factor])}
    if most is None:
        words = _("at least %(low)s points from %(factor)s")
        chip = _("%(factor)s from %(low)s")
    elif least is None:
        words = _("at most %(high)s points from %(factor)s")
        chip = _("%(factor)s up to %(high)s")
    else:
        words = _("%(low)s to %(high)s points from %(factor)s")
        chip = _("%(factor)s from %(low)s up to %(high)s")
    names = (f"{factor}_min", f"{factor}_max")
    return Wish(names, str(FACTOR_NAMES[factor]), words % told, chip % told)


def _width(asked: Asked) -> Wish | None:
    most = asked.chosen.get("width_max")
    if most is None:
        return None
    told = {"points": most}
    words = _("an interval of at most %(points)s points") % told
    return Wish(("width_max",), _("interval"), words, _("Interval up to %(points)s points") % told)


def _only_scored(asked: Asked) -> Wish | None:
    if asked.chosen.get("unscored") != "no":
        return None
    return Wish(("unscored",), _("score-only"), _("people with a score"), _("With a score"))


def _account(network: str) -> Wish:
    name = account(network)
    article = "an" if name[:1] in "AEIOUX" else "a"
    said = _("an %(account)s account") if article == "an" else _("a %(account)s account")
    told = {"account": name}
    return Wish(("network",), name, said % told, _("%(account)s account") % told, network)


def _read(asked: Asked) -> Wish | None:
    days = asked.chosen.get("read_within")
    if days is None:
        return None
    told = {"days": days}
    words = ngettext(
        "accounts read within %(days)s day", "accounts read within %(days)s days", days
    )
    chip = ngettext("Read within %(days)s day", "Read within %(days)s days", days)
    return Wish(("read_within",), _("freshness"), words % told, chip % told)


def _state(asked: Asked) -> Wish | None:
    labels = _chosen(asked.chosen.get("state", []), STATES)
    if not labels:
        return None
    words = _("the state %(labels)s") % {"labels": labels}
    return Wish(("state",), _("state"), words, _("State: %(labels)s") % {"labels": labels})


def _status(asked: Asked) -> Wish | None:
    labels = _chosen(asked.chosen.get("status", []), Status.choices)
    if not labels:
        return None
    words = _("the status %(labels)s") % {"labels": labels}
    return Wish(("status",), _("status"), words, _("Status: %(labels)s") % {"labels": labels})


def _chosen(values: Sequence[str], choices: Sequence[tuple[str, object]]) -> str:
    quoted = [_("“%(text)s”") % {"text": label} for value, label in choices if value in values]
    return _(" or ").join(quoted)
