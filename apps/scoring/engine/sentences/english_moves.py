"""What moved since an earlier score, in English."""

from __future__ import annotations

from typing import assert_never

from apps.scoring.engine.history import Ago, Period
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.moves import (
    Absence,
    Cause,
    FactorMove,
    Gap,
    LeafMove,
    ModelMove,
    NetworkMove,
    OtherMoves,
    Rest,
    RestMove,
)
from apps.scoring.engine.phrases import WHYS, account, count_of, number, quantity, signed
from apps.scoring.engine.signals import Counted

_PERIODS = {Period.DAY: "a day ago", Period.WEEK: "a week ago", Period.MONTH: "a month ago"}
_LINES = {
    SignalKind.FOLLOWERS: "Followers on {}",
    SignalKind.SUBSCRIBERS: "Subscribers on {}",
    SignalKind.FRIENDS: "Friends on {}",
    SignalKind.COMMENT: "Comments on {}",
    SignalKind.SHARE: "Shares on {}",
    SignalKind.LIKE: "Likes on {}",
    SignalKind.MENTION: "Mentions on {}",
    SignalKind.WIDE: "People with a wide audience on {}",
    SignalKind.OTHERS: "Everyone else who interacts on {}",
}
_NOT_THERE = {Why.NOT_SHARED: "was not shared", Why.NOT_READ: "was shared and not read yet"}
_GONE = {Why.NOT_SHARED: "it is not shared now", Why.NOT_READ: "it could not be read now"}


class EnglishMoves:
    def gap(self, gap: Gap) -> str:
        match gap.absence:
            case Absence.NO_SCORE:
                return f"There is no score from {ago(gap.ago)} to compare with."
            case Absence.TOO_LITTLE:
                when = ago(gap.ago)
                return f"{when[:1].upper()}{when[1:]} there was too little for a score."
            case _:
                assert_never(gap.absence)

    def factor_move(self, move: FactorMove) -> str:
        name, when = move.factor.capitalize(), ago(move.ago)
        if move.now is None:
            return f"{name}: {moved_by(move.points)}; it can no longer be measured."
        if move.then is None:
            return f"{name}: {moved_by(move.points)}; {when} it could not be measured."
        if move.points == 0:
            return f"{name}: {points_of(move.now)}, as {when}."
        return f"{name}: {moved_by(move.points)}, now {move.now}, {when} {move.then}."

    def leaf_move(self, move: LeafMove) -> str:
        lead = f"{_LINES[move.kind].format(account(move.network))}: {moved_by(move.points)}"
        match move.cause:
            case Cause.COUNTED:
                return f"{lead}, {_counts(move)}."
            case Cause.FADED:
                return f"{lead}, {_counts(move)}; older reactions count less by the day."
            case Cause.FRESHER:
                return f"{lead}, {_counts(move)}; {_fresher(move)}."
            case Cause.SHARED_OUT:
                shared = f"all that counts in {move.factor.capitalize()} shares its whole points"
                return f"{lead}, {_counts(move)}; {shared}."
            case Cause.SAMPLED:
                many = "more" if move.points > 0 else "fewer"
                return f"{lead}, {_counts(move)}; after a sample, {many} of them count."
            case Cause.OTHERWISE:
                now, then = _named(move.now, move), _named(move.then, move)
                return f"{lead}; now counted: {now}, {ago(move.ago)}: {then}."
            case Cause.MEASURED:
                told = _quantity(move.now, move)
                return f"{lead}, {told}; {ago(move.ago)} not measured{_because(move.why)}."
            case Cause.UNMEASURED:
                told = _quantity(move.then, move)
                return f"{lead}, {ago(move.ago)} {told}; no longer measured{_because(move.why)}."
            case _:
                assert_never(move.cause)

    def network_move(self, move: NetworkMove) -> str:
        name, points = account(move.network), moved_by(move.points)
        if move.came:
            was = _NOT_THERE.get(move.why, "did not count") if move.why else "did not count"
            return f"{name} is new: {points}; {ago(move.ago)} it {was}."
        why = _GONE.get(move.why, "it does not count now") if move.why else "it does not count now"
        return f"{name} is missing: {points}; {why}."

    def rest_move(self, move: RestMove) -> str:
        match move.rest:
            case Rest.BASE:
                return f"The base line: {moved_by(move.points)}, by rounding."
            case Rest.LIMIT:
                return f"The scale ends at 1 and at 100: {moved_by(move.points)}."
            case _:
                assert_never(move.rest)

    def model_move(self, move: ModelMove) -> str:
        models = f"{move.now}, {ago(move.ago)} {move.then}"
        lead = f"Another score model ({models})"
        if move.points == 0:
            return f"{lead} gives the same number."
        lead = f"{lead}: {moved_by(move.points)}"
        return f"{lead}; how much of that comes from the model cannot be told."

    def other_moves(self, move: OtherMoves) -> str:
        return f"Everything else: {moved_by(move.points)}."


def ago(when: Ago) -> str:
    """ "a week ago", or "9 days ago" where that is what it was."""
    return _PERIODS[when.period] if when.exact else f"{count_of(when.days, 'day')} ago"


def points_of(points: int) -> str:
    return count_of(points, "point")


def moved_by(points: int) -> str:
    return f"{signed(points)} {'point' if abs(points) == 1 else 'points'}"


def _counts(move: LeafMove) -> str:
    now, then = move.now, move.then
    assert now is not None
    assert then is not None
    if now.number == then.number:
        return f"{_quantity(now, move)} as {ago(move.ago)}"
    bare = "" if move.by_people else "now "
    return f"{bare}{_quantity(now, move)}, {ago(move.ago)} {number(then.number)}"


def _quantity(told: Counted | None, move: LeafMove) -> str:
    """The number, with "people" where the line counts acts by who acted."""
    assert told is not None
    return count_of(told.number, "person", "people") if move.by_people else number(told.number)


def _named(told: Counted | None, move: LeafMove) -> str:
    assert told is not None
    return quantity(told.number, told.unit, move.kind)


def _fresher(move: LeafMove) -> str:
    if move.factor is Factor.NETWORK:
        return "their reactions are newer, or their own audience is larger"
    if move.now is not None and move.now.unit is Unit.REACTIONS:
        return "the reactions are newer"
    return "the reactions are newer, or each person reacted more"


def _because(why: Why | None) -> str:
    return "" if why is None else f" ({WHYS[why]})"
