"""The small words of German: numbers, cases, what is counted. Names of networks stay undeclined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apps.connections.observations import Metric
from apps.scoring.engine.history import Ago, Period
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.phrases import MINUS, THIN_SPACE, account
from apps.scoring.engine.result import LeafPoints

FACTORS: Mapping[Factor, str] = {
    Factor.REACH: "Reichweite",
    Factor.ENGAGEMENT: "Engagement",
    Factor.NETWORK: "Umfeld",
}
THE: Mapping[Factor, str] = {
    Factor.REACH: "die Reichweite",
    Factor.ENGAGEMENT: "das Engagement",
    Factor.NETWORK: "das Umfeld",
}
TO_THE: Mapping[Factor, str] = {
    Factor.REACH: "zur Reichweite",
    Factor.ENGAGEMENT: "zum Engagement",
    Factor.NETWORK: "zum Umfeld",
}
METRICS: Mapping[Metric, str] = {
    Metric.REACH: "Follower",
    Metric.LIKES: "Likes",
    Metric.COMMENTS: "Kommentare",
    Metric.SHARES: "geteilte Beiträge",
    Metric.VIEWS: "Aufrufe",
    Metric.INTERACTORS: "wer reagiert hat",
    Metric.INTERACTOR_REACH: "wie groß das Publikum derer ist, die reagieren",
    Metric.ACCOUNT_AGE: "das Alter des Kontos",
    Metric.FOLLOWER_SAMPLE: "eine Stichprobe der Follower",
}
WHYS: Mapping[Why, str] = {
    Why.NOT_OFFERED: "dort nicht angeboten",
    Why.NOT_GRANTED: "beim Verknüpfen nicht erlaubt",
    Why.NEEDS_REVIEW: "dort noch in Prüfung",
    Why.HIDDEN: "dort verborgen",
    Why.LIMITED: "nur zum Teil mitgeteilt",
    Why.NOT_SHARED: "nicht geteilt",
    Why.NOT_READ: "geteilt, noch nicht gelesen",
    Why.NOT_IN_MODEL: "diesem Score-Modell nicht bekannt",
    Why.IMPLAUSIBLE: "die dort genannte Zahl kann nicht stimmen",
    Why.NOBODY_KNOWN: "von niemandem, der reagiert hat, ist das Publikum bekannt",
}
_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.FOLLOWERS: ("Follower", "Follower"),
    Unit.SUBSCRIBERS: ("Abonnent", "Abonnenten"),
    Unit.FRIENDS: ("Freund", "Freunde"),
    Unit.PEOPLE: ("Person", "Personen"),
    Unit.REACTIONS: ("Reaktion", "Reaktionen"),
}
_COUNTS: Mapping[SignalKind, tuple[str, str]] = {
    SignalKind.COMMENT: ("Kommentar", "Kommentare"),
    SignalKind.LIKE: ("Like", "Likes"),
    SignalKind.MENTION: ("Erwähnung", "Erwähnungen"),
}
_ACTS: Mapping[SignalKind, str] = {
    SignalKind.COMMENT: "kommentiert",
    SignalKind.SHARE: "etwas geteilt",
    SignalKind.LIKE: "ein Like gegeben",
    SignalKind.MENTION: "das Konto erwähnt",
}
_WORDS = {1: "einer", 6: "sechs", 10: "zehn", 12: "zwölf"}
_PERIODS = {
    Period.DAY: "vor einem Tag",
    Period.WEEK: "vor einer Woche",
    Period.MONTH: "vor einem Monat",
}


def number(value: int) -> str:
    """12.400."""
    return f"{value:,}".replace(",", ".")


def in_words(value: int) -> str:
    return _WORDS.get(value, number(value))


def signed(value: int) -> str:
    if value == 0:
        return "±0"
    return f"+{number(value)}" if value > 0 else f"{MINUS}{number(-value)}"


def percent(value: int) -> str:
    return f"{number(value)}{THIN_SPACE}%"


def count_of(value: int, one: str, many: str) -> str:
    return f"{number(value)} {one if value == 1 else many}"


def points_of(points: int) -> str:
    return count_of(points, "Punkt", "Punkte")


def moved_by(points: int) -> str:
    return f"{signed(points)} {'Punkt' if abs(points) == 1 else 'Punkte'}"


def people(value: int) -> str:
    return count_of(value, "Person", "Personen")


def quantity(value: int, unit: Unit, kind: SignalKind) -> str:
    """12.400 Abonnenten, 690 Likes, 5-mal geteilt."""
    if unit is not Unit.REACTIONS:
        return count_of(value, *_UNITS[unit])
    if kind is SignalKind.SHARE:
        return f"{number(value)}-mal geteilt"
    return count_of(value, *_COUNTS.get(kind, _UNITS[unit]))


def counted(leaf: LeafPoints) -> str:
    """With its place: 128 Personen, die bei YouTube kommentiert haben."""
    what, where = quantity(leaf.counted, leaf.unit, leaf.kind), f"bei {account(leaf.network)}"
    one = leaf.counted == 1
    if leaf.factor is Factor.NETWORK:
        if leaf.kind is SignalKind.WIDE:
            return f"{what} mit großem Publikum {where}"
        more = "weitere Person" if one else "weitere Personen"
        return f"{number(leaf.counted)} {more}, die {where} {'reagiert' if one else 'reagieren'}"
    if leaf.factor is Factor.ENGAGEMENT and leaf.unit is Unit.PEOPLE:
        return f"{what}, die {where} {_ACTS[leaf.kind]} {'hat' if one else 'haben'}"
    return f"{what} {where}"


def listing(words: Sequence[str]) -> str:
    """A, B und C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def ago(when: Ago) -> str:
    """ "vor einer Woche", or "vor 9 Tagen" where that is what it was."""
    if when.exact:
        return _PERIODS[when.period]
    return f"vor {count_of(when.days, 'Tag', 'Tagen')}"


def capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
