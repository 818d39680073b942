"""Reasons as English sentences: second person, or about a person by name. No praise, no alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.scoring.engine.explain import (
    AdviceReason,
    AudienceReason,
    CarriedReason,
    ChangeReason,
    FactorMissingReason,
    GateReason,
    LimitReason,
    NoteReason,
    NotMeasuredReason,
    ProvisionalReason,
    Reason,
    Size,
    StrongestReason,
)
from apps.scoring.engine.gates import Gate, GateKind
from apps.scoring.engine.history import Period
from apps.scoring.engine.phrases import (
    METRICS,
    WHYS,
    account,
    count_of,
    counted,
    in_words,
    listing,
    number,
    signed,
)
from apps.scoring.engine.result import Advice, AdviceKind, NoteKind


@dataclass(frozen=True)
class Speaker:
    """Whom the sentences are about: with a name the third person, without it "you"."""

    name: str = ""

    def reaches(self) -> str:
        return f"{self.name} reaches" if self.name else "You reach"


YOU = Speaker()


def sentence(reason: Reason, about: Speaker = YOU) -> str:  # noqa: C901  # one line a kind
    match reason:
        case AudienceReason():
            return _audience(reason, about)
        case CarriedReason():
            return _carried(reason)
        case StrongestReason(leaf):
            what = counted(leaf)
            return f"The largest single part is {what}: {leaf.points} points."
        case FactorMissingReason(factor):
            return f"{factor.capitalize()} could not be measured. It adds no points."
        case NotMeasuredReason():
            return _not_measured(reason)
        case GateReason(gate):
            return _gate(gate)
        case ProvisionalReason(low, high):
            return f"Provisional: with what is known, the score may lie from {low} to {high}."
        case LimitReason(points):
            return _limit(points)
        case ChangeReason():
            return _change(reason)
        case AdviceReason(advice):
            return _advice(advice)
        case NoteReason():
            return _note(reason)


def sentences(reasons: Sequence[Reason], about: Speaker = YOU) -> tuple[str, ...]:
    return tuple(sentence(reason, about) for reason in reasons)


_SIZES = {
    Size.SMALL: "a small audience",
    Size.MIDDLE: "a mid-sized audience",
    Size.WIDE: "a wide audience",
}


def _audience(reason: AudienceReason, about: Speaker) -> str:
    tail = {True: " that talks back", False: " that mostly listens", None: ""}[reason.talks_back]
    return f"{about.reaches()} {_SIZES[reason.size]}{tail}."


def _carried(reason: CarriedReason) -> str:
    names = [factor.capitalize() for factor, _ in reason.factors]
    if len(names) == 1:
        return f"{names[0]} carries the score alone."
    rest = names[2:] if reason.similar else names[1:]
    first = f"{names[0]} and {names[1]} carry similar weight"
    lead = first if reason.similar else f"{names[0]} carries the most"
    if not rest:
        return f"{lead}."
    return f"{lead}; {listing(rest)} {'adds' if len(rest) == 1 else 'add'} the rest."


def _not_measured(reason: NotMeasuredReason) -> str:
    networks = listing([account(name) for name in reason.networks])
    if reason.metric is None:
        return f"{networks}: {WHYS[reason.why]}."
    return f"{networks}, {METRICS[reason.metric]}: {WHYS[reason.why]}."


def _gate(gate: Gate) -> str:
    match gate.kind:
        case GateKind.ACCOUNT:
            return "No account could be read yet."
        case GateKind.ACCOUNT_DAYS if gate.have is None:
            return f"No account tells its age; {gate.need} days are needed."
        case GateKind.ACCOUNT_DAYS:
            days = count_of(gate.have or 0, "day")
            return f"The oldest account is {days} old; {gate.need} are needed."
        case GateKind.POSTS:
            return f"{count_of(gate.have or 0, 'post')} in 90 days; {gate.need} are needed."
        case GateKind.PEOPLE:
            people = count_of(gate.have or 0, "person", "people")
            return (
                f"{people} reacted in 90 days; {gate.need} are needed,"
                f" or {number(gate.or_need or 0)} followers."
            )


def _limit(points: int) -> str:
    if points < 0:
        return f"The scale ends at 100: {-points} points above it are not counted."
    return f"The scale starts at 1: {points} points bring the sum up to it."


_PERIODS = {Period.DAY: "a day ago", Period.WEEK: "a week ago", Period.MONTH: "a month ago"}


def _change(reason: ChangeReason) -> str:
    change = reason.change
    when = _PERIODS[change.period]
    if change.new_model:
        return f"{signed(change.points)} against {when}, under another score model."
    if change.points == 0:
        return f"The same as {when}."
    return f"{signed(change.points)} against {when} ({change.then.value})."


def _advice(advice: Advice) -> str:
    match advice.kind:
        case AdviceKind.COMMENTERS:
            people = f"{in_words(advice.amount)} more distinct people commenting"
            return f"{people} on {account(advice.network)} in 90 days: {_about(advice)}."
        case AdviceKind.WIDE_PEOPLE:
            people = f"{in_words(advice.amount)} more people with a wide audience commenting"
            return f"{people} on {account(advice.network)} in 90 days: {_about(advice)}."
        case AdviceKind.LINK:
            name = account(advice.network) if advice.network else "another account"
            low, high = advice.interval or (0, 0)
            narrower = f" It would narrow the interval to about {low} to {high}."
            return f"Linking {name} may not move the score.{narrower}"


def _about(advice: Advice) -> str:
    if advice.low == advice.high:
        return f"about {signed(advice.points)}"
    return f"about {signed(advice.points)} ({advice.low} to {advice.high})"


def _note(reason: NoteReason) -> str:
    note = reason.note
    name, many = account(note.network), number(note.number)
    match note.kind:
        case NoteKind.COUNTS_ONLY:
            return f"{name} tells how many reacted ({many}), not who: each counts for less."
        case NoteKind.FOLLOWERS_UNCHECKED:
            return f"The followers on {name} were not sampled; the interval allows for that."
        case NoteKind.FOLLOWERS_SHRUNK:
            return f"{many} of 100 followers on {name} were counted, after a sample."
        case NoteKind.QUIET_PEOPLE:
            people = count_of(note.number, "person", "people")
            verb = "counts" if note.number == 1 else "count"
            return f"{people} on {name} with almost no followers {verb} for less."
        case NoteKind.REFUSED:
            things = count_of(note.number, "reading", "readings")
            return f"{things} on {name} with a time in the future left out."
