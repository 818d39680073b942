"""What moved since an earlier score, in German."""

from __future__ import annotations

from typing import assert_never

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
from apps.scoring.engine.phrases import account
from apps.scoring.engine.sentences.german_words import (
    FACTORS,
    TO_THE,
    WHYS,
    ago,
    capital,
    moved_by,
    number,
    people,
    points_of,
    quantity,
)
from apps.scoring.engine.signals import Counted

_LINES = {
    SignalKind.FOLLOWERS: "Follower bei {}",
    SignalKind.SUBSCRIBERS: "Abonnenten bei {}",
    SignalKind.FRIENDS: "Freunde bei {}",
    SignalKind.COMMENT: "Kommentare bei {}",
    SignalKind.SHARE: "Geteiltes bei {}",
    SignalKind.LIKE: "Likes bei {}",
    SignalKind.MENTION: "Erwähnungen bei {}",
    SignalKind.WIDE: "Personen mit großem Publikum bei {}",
    SignalKind.OTHERS: "Alle anderen, die bei {} reagieren",
}
_NOT_THERE = {
    Why.NOT_SHARED: "war das Konto nicht geteilt",
    Why.NOT_READ: "war das Konto geteilt, aber noch nicht gelesen",
}
_GONE = {
    Why.NOT_SHARED: "das Konto ist jetzt nicht geteilt",
    Why.NOT_READ: "das Konto konnte jetzt nicht gelesen werden",
}


class GermanMoves:
    def gap(self, gap: Gap) -> str:
        match gap.absence:
            case Absence.NO_SCORE:
                lead = f"Es gibt keinen Score von {ago(gap.ago)}"
                return f"{lead}, mit dem sich vergleichen ließe."
            case Absence.TOO_LITTLE:
                return f"{capital(ago(gap.ago))} reichte das Gelesene nicht für einen Score."
            case _:
                assert_never(gap.absence)

    def factor_move(self, move: FactorMove) -> str:
        name, when = FACTORS[move.factor], ago(move.ago)
        if move.now is None:
            return f"{name}: {moved_by(move.points)}; jetzt nicht mehr messbar."
        if move.then is None:
            return f"{name}: {moved_by(move.points)}; {when} nicht messbar."
        if move.points == 0:
            return f"{name}: {points_of(move.now)}, wie {when}."
        return f"{name}: {moved_by(move.points)}, jetzt {move.now}, {when} {move.then}."

    def leaf_move(self, move: LeafMove) -> str:
        lead = f"{_LINES[move.kind].format(account(move.network))}: {moved_by(move.points)}"
        match move.cause:
            case Cause.COUNTED:
                return f"{lead}, {_counts(move)}."
            case Cause.FADED:
                return f"{lead}, {_counts(move)}; ältere Reaktionen zählen von Tag zu Tag weniger."
            case Cause.FRESHER:
                return f"{lead}, {_counts(move)}; {_fresher(move)}."
            case Cause.SHARED_OUT:
                shared = f"alles, was {TO_THE[move.factor]} zählt, teilt sich die ganzen Punkte"
                return f"{lead}, {_counts(move)}; {shared}."
            case Cause.SAMPLED:
                many = "mehr" if move.points > 0 else "weniger"
                return f"{lead}, {_counts(move)}; nach einer Stichprobe zählen {many} davon."
            case Cause.OTHERWISE:
                now, then = _named(move.now, move), _named(move.then, move)
                return f"{lead}; jetzt gezählt: {now}, {ago(move.ago)}: {then}."
            case Cause.MEASURED:
                told = _quantity(move.now, move)
                return f"{lead}, {told}; {ago(move.ago)} nicht gemessen{_because(move.why)}."
            case Cause.UNMEASURED:
                told = f"{ago(move.ago)} {_quantity(move.then, move)}"
                return f"{lead}, {told}; jetzt nicht mehr gemessen{_because(move.why)}."
            case _:
                assert_never(move.cause)

    def network_move(self, move: NetworkMove) -> str:
        name, points = account(move.network), moved_by(move.points)
        if move.came:
            was = "zählte das Konto nicht"
            was = _NOT_THERE.get(move.why, was) if move.why else was
            return f"{name} ist neu: {points}; {ago(move.ago)} {was}."
        why = "das Konto zählt jetzt nicht"
        why = _GONE.get(move.why, why) if move.why else why
        return f"{name} fehlt: {points}; {why}."

    def rest_move(self, move: RestMove) -> str:
        match move.rest:
            case Rest.BASE:
                return f"Grundwert: {moved_by(move.points)} durch Rundung."
            case Rest.LIMIT:
                return f"Die Skala endet bei 1 und bei 100: {moved_by(move.points)}."
            case _:
                assert_never(move.rest)

    def model_move(self, move: ModelMove) -> str:
        models = f"{move.now}, {ago(move.ago)} {move.then}"
        lead = f"Ein anderes Score-Modell ({models})"
        if move.points == 0:
            return f"{lead} ergibt dieselbe Zahl."
        lead = f"{lead}: {moved_by(move.points)}"
        return f"{lead}; wie viel davon am Modell liegt, lässt sich nicht sagen."

    def other_moves(self, move: OtherMoves) -> str:
        return f"Alles Übrige: {moved_by(move.points)}."


def _counts(move: LeafMove) -> str:
    now, then = move.now, move.then
    assert now is not None
    assert then is not None
    if now.number == then.number:
        return f"{_quantity(now, move)} wie {ago(move.ago)}"
    bare = "" if move.by_people else "jetzt "
    return f"{bare}{_quantity(now, move)}, {ago(move.ago)} {number(then.number)}"


def _quantity(told: Counted | None, move: LeafMove) -> str:
    """The number, with "Personen" where the line counts acts by who acted."""
    assert told is not None
    return people(told.number) if move.by_people else number(told.number)


def _named(told: Counted | None, move: LeafMove) -> str:
    assert told is not None
    return quantity(told.number, told.unit, move.kind)


def _fresher(move: LeafMove) -> str:
    if move.factor is Factor.NETWORK:
        return "ihre Reaktionen sind neuer, oder ihr eigenes Publikum ist größer"
    if move.now is not None and move.now.unit is Unit.REACTIONS:
        return "die Reaktionen sind neuer"
    return "die Reaktionen sind neuer, oder jede Person hat öfter reagiert"


def _because(why: Why | None) -> str:
    return "" if why is None else f" ({WHYS[why]})"
