"""English. What moved since an earlier score is in ``english_moves``."""

from __future__ import annotations

from typing import assert_never

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate, GateKind
from apps.scoring.engine.history import Change
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.phrases import (
    METRICS,
    WHYS,
    account,
    count_of,
    counted,
    in_words,
    listing,
    number,
    quantity,
    signed,
)
from apps.scoring.engine.reasons import AudienceReason, CarriedReason, NotMeasuredReason, Size
from apps.scoring.engine.result import Advice, AdviceKind, LeafPoints, Note, NoteKind
from apps.scoring.engine.sentences.english_moves import EnglishMoves, ago, points_of
from apps.scoring.engine.sentences.language import Speaker

_SIZES = {
    Size.SMALL: "a small audience",
    Size.MIDDLE: "a mid-sized audience",
    Size.WIDE: "a wide audience",
}


class English(EnglishMoves):
    code = "en"

    def audience(self, reason: AudienceReason, about: Speaker) -> str:
        who = f"{about.name} reaches" if about.name else "You reach"
        tails = {True: " that talks back", False: " that mostly listens", None: ""}
        return f"{who} {_SIZES[reason.size]}{tails[reason.talks_back]}."

    def carried(self, reason: CarriedReason) -> str:
        names = [part.factor.capitalize() for part in reason.factors if part.points > 0]
        if not names:
            return "No factor adds a whole point."
        if len(names) == 1:
            return f"{names[0]} carries the score alone."
        rest = names[2:] if reason.similar else names[1:]
        first = f"{names[0]} and {names[1]} carry similar weight"
        lead = first if reason.similar else f"{names[0]} carries the most"
        if not rest:
            return f"{lead}."
        return f"{lead}; {listing(rest)} {'adds' if len(rest) == 1 else 'add'} the rest."

    def strongest(self, leaf: LeafPoints) -> str:
        return f"The largest single part is {counted(leaf)}: {count_of(leaf.points, 'point')}."

    def factor_missing(self, factor: Factor) -> str:
        return f"{factor.capitalize()} could not be measured. It adds no points."

    def not_measured(self, reason: NotMeasuredReason) -> str:
        networks = listing([account(name) for name in reason.networks])
        if reason.metric is None:
            return f"{networks}: {WHYS[reason.why]}."
        return f"{networks}, {METRICS[reason.metric]}: {WHYS[reason.why]}."

    def gate(self, gate: Gate) -> str:
        have, needed = gate.have or 0, _needed(gate.need)
        match gate.kind:
            case GateKind.ACCOUNT:
                return "No account could be read yet."
            case GateKind.ACCOUNT_DAYS if gate.have is None:
                return f"No account tells its age; {_needed(gate.need, 'day')}."
            case GateKind.ACCOUNT_DAYS:
                return f"The oldest account is {count_of(have, 'day')} old; {needed}."
            case GateKind.POSTS:
                return f"{count_of(have, 'post')} in 90 days; {needed}."
            case GateKind.PEOPLE:
                people = count_of(have, "person", "people")
                followers = count_of(gate.or_need or 0, "follower")
                return f"{people} reacted in 90 days; {needed}, or {followers}."
            case _:
                assert_never(gate.kind)

    def provisional(self, low: int, high: int) -> str:
        return f"Provisional: with what is known, the score may lie from {low} to {high}."

    def limit(self, points: int) -> str:
        if points < 0:
            counted_not = "is not counted" if points == -1 else "are not counted"
            return f"The scale ends at 100: {points_of(-points)} above it {counted_not}."
        brings = "brings" if points == 1 else "bring"
        return f"The scale starts at 1: {points_of(points)} {brings} the sum up to it."

    def percentile(self, percentile: int) -> str:
        return f"As high as or higher than {percentile} of 100 in the reference group."

    def change(self, change: Change) -> str:
        when = ago(change.ago)
        if change.new_model:
            return f"{signed(change.points)} against {when}, under another score model."
        if change.points == 0:
            return f"The same as {when}."
        return f"{signed(change.points)} against {when} ({change.then.value})."

    def advice(self, advice: Advice) -> str:
        more, where = in_words(advice.amount), account(advice.network)
        people = "person" if advice.amount == 1 else "people"
        match advice.kind:
            case AdviceKind.COMMENTERS:
                who = f"{more} more distinct {people} commenting"
                return f"{who} on {where} in 90 days: {_about(advice)}."
            case AdviceKind.WIDE_PEOPLE:
                who = f"{more} more {people} with a wide audience commenting"
                return f"{who} on {where} in 90 days: {_about(advice)}."
            case AdviceKind.LINK:
                name = where or "another account"
                low, high = advice.interval or (0, 0)
                narrower = f" It would narrow the interval to about {low} to {high}."
                return f"Linking {name} may not move the score.{narrower}"
            case _:
                assert_never(advice.kind)

    def note(self, note: Note) -> str:
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
                things = count_of(note.number, "reading")
                verb = "was" if note.number == 1 else "were"
                return f"{things} on {name} with a time that cannot be true {verb} left out."
            case NoteKind.IMPLAUSIBLE:
                verb = "was" if note.number == 1 else "were"
                things = count_of(note.number, "number")
                return f"{things} on {name} that cannot be true {verb} left out."
            case _:
                assert_never(note.kind)

    def metric(self, metric: Metric) -> str:
        return METRICS[metric]

    def why(self, why: Why) -> str:
        return WHYS[why]

    def quantity(self, value: int, unit: Unit, kind: SignalKind) -> str:
        return quantity(value, unit, kind)


def _needed(need: int, unit: str = "") -> str:
    what = count_of(need, unit) if unit else number(need)
    return f"{what} {'is' if need == 1 else 'are'} needed"


def _about(advice: Advice) -> str:
    if advice.low == advice.high:
        return f"about {signed(advice.points)}"
    return f"about {signed(advice.points)} ({advice.low} to {advice.high})"


ENGLISH = English()
