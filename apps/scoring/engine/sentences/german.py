"""German. It says "Sie" to the person, and the first name about them. What moved since an earlier
score is in ``german_moves``."""

from __future__ import annotations

from typing import assert_never

from apps.connections.observations import Metric
from apps.scoring.engine.gates import Gate, GateKind
from apps.scoring.engine.history import Change
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.phrases import account
from apps.scoring.engine.reasons import AudienceReason, CarriedReason, NotMeasuredReason, Size
from apps.scoring.engine.result import Advice, AdviceKind, LeafPoints, Note, NoteKind
from apps.scoring.engine.sentences.german_moves import GermanMoves
from apps.scoring.engine.sentences.german_words import (
    METRICS,
    THE,
    WHYS,
    ago,
    capital,
    count_of,
    counted,
    in_words,
    listing,
    number,
    people,
    percent,
    points_of,
    quantity,
    signed,
)
from apps.scoring.engine.sentences.language import Speaker

_SIZES = {
    Size.SMALL: "ein kleines Publikum",
    Size.MIDDLE: "ein mittelgroßes Publikum",
    Size.WIDE: "ein großes Publikum",
}
_TAILS = {True: ", das sich zu Wort meldet", False: ", das vor allem zuhört", None: ""}


class German(GermanMoves):
    code = "de"

    def audience(self, reason: AudienceReason, about: Speaker) -> str:
        who = f"{about.name} erreicht" if about.name else "Sie erreichen"
        return f"{who} {_SIZES[reason.size]}{_TAILS[reason.talks_back]}."

    def carried(self, reason: CarriedReason) -> str:
        names = [THE[part.factor] for part in reason.factors if part.points > 0]
        if not names:
            return "Kein Faktor bringt einen ganzen Punkt."
        if len(names) == 1:
            return f"{capital(names[0])} trägt den Score allein."
        rest = names[2:] if reason.similar else names[1:]
        alike = f"{capital(names[0])} und {names[1]} haben ähnliches Gewicht"
        lead = alike if reason.similar else f"Am meisten trägt {names[0]} bei"
        if not rest:
            return f"{lead}."
        return f"{lead}; {listing(rest)} {'liefert' if len(rest) == 1 else 'liefern'} den Rest."

    def strongest(self, leaf: LeafPoints) -> str:
        return f"Größter einzelner Beitrag: {counted(leaf)} ({points_of(leaf.points)})."

    def factor_missing(self, factor: Factor) -> str:
        return f"{capital(THE[factor])} konnte nicht gemessen werden und bringt keine Punkte."

    def not_measured(self, reason: NotMeasuredReason) -> str:
        networks = listing([account(name) for name in reason.networks])
        if reason.metric is None:
            return f"{networks}: {WHYS[reason.why]}."
        return f"{networks}, {METRICS[reason.metric]}: {WHYS[reason.why]}."

    def gate(self, gate: Gate) -> str:
        have, needed = gate.have or 0, _needed(gate.need)
        match gate.kind:
            case GateKind.ACCOUNT:
                return "Bisher konnte kein Konto gelesen werden."
            case GateKind.ACCOUNT_DAYS if gate.have is None:
                return f"Kein Konto nennt sein Alter; {needed} {_days(gate.need)}."
            case GateKind.ACCOUNT_DAYS:
                return f"Das älteste Konto ist {_days(have)} alt; {needed} {number(gate.need)}."
            case GateKind.POSTS:
                posts = count_of(have, "Beitrag", "Beiträge") if have else "Kein Beitrag"
                return f"{posts} in 90 Tagen; {needed} {number(gate.need)}."
            case GateKind.PEOPLE:
                who = f"{people(have)} {'hat' if have == 1 else 'haben'}" if have else "Niemand hat"
                either = f"{people(gate.need)} oder {number(gate.or_need or 0)} Follower"
                return f"{who} in 90 Tagen reagiert; {needed} {either}."
            case _:
                assert_never(gate.kind)

    def provisional(self, low: int, high: int) -> str:
        known = "Nach dem, was bekannt ist"
        return f"Vorläufig: {known}, kann der Score zwischen {low} und {high} liegen."

    def limit(self, points: int) -> str:
        if points < 0:
            verb = "zählt" if points == -1 else "zählen"
            return f"Die Skala endet bei 100: {points_of(-points)} darüber {verb} nicht."
        verb = "hebt" if points == 1 else "heben"
        return f"Die Skala beginnt bei 1: {points_of(points)} {verb} die Summe darauf an."

    def percentile(self, percentile: int) -> str:
        return f"So hoch wie oder höher als bei {percentile} von 100 in der Vergleichsgruppe."

    def change(self, change: Change) -> str:
        when = f"gegenüber dem Stand {ago(change.ago)}"
        if change.new_model:
            return f"{signed(change.points)} {when}, mit einem anderen Score-Modell."
        if change.points == 0:
            return f"Unverändert {when}."
        return f"{signed(change.points)} {when} ({change.then.value})."

    def advice(self, advice: Advice) -> str:
        where = f"bei {account(advice.network)} innerhalb von 90 Tagen"
        more = f"{in_words(advice.amount)} weiteren {_persons(advice.amount)}"
        match advice.kind:
            case AdviceKind.COMMENTERS:
                return f"Kommentare von {more} {where}: {_about(advice)}."
            case AdviceKind.WIDE_PEOPLE:
                return f"Kommentare von {more} mit großem Publikum {where}: {_about(advice)}."
            case AdviceKind.LINK:
                name = account(advice.network) if advice.network else "Ein weiteres Konto"
                low, high = advice.interval or (0, 0)
                narrower = f"würde das Intervall aber auf etwa {low} bis {high} verengen"
                return f"{name} zu verknüpfen ändert den Score vielleicht nicht, {narrower}."
            case _:
                assert_never(advice.kind)

    def note(self, note: Note) -> str:
        name, many = account(note.network), number(note.number)
        match note.kind:
            case NoteKind.COUNTS_ONLY:
                told = f"{name} nennt nur, wie viele reagiert haben ({many}), nicht wer"
                return f"{told}: Jede dieser Reaktionen zählt weniger."
            case NoteKind.FOLLOWERS_UNCHECKED:
                lead = f"Von den Followern bei {name} wurde keine Stichprobe gezogen"
                return f"{lead}; das Intervall berücksichtigt das."
            case NoteKind.FOLLOWERS_SHRUNK:
                share = percent(note.number)
                return f"Nach einer Stichprobe zählen {share} der Follower bei {name}."
            case NoteKind.QUIET_PEOPLE:
                verb = "hat, zählt" if note.number == 1 else "haben, zählen"
                lead = f"{people(note.number)} bei {name}, die selbst kaum Follower"
                return f"{lead} {verb} weniger."
            case NoteKind.REFUSED:
                things = count_of(note.number, "Messwert", "Messwerte")
                verb = "wurde" if note.number == 1 else "wurden"
                false = "mit einem Zeitpunkt, der nicht stimmen kann,"
                return f"{things} bei {name} {false} {verb} ausgelassen."
            case NoteKind.IMPLAUSIBLE:
                things = count_of(note.number, "Zahl", "Zahlen")
                tail = "kann, wurde" if note.number == 1 else "können, wurden"
                return f"{things} bei {name}, die nicht stimmen {tail} ausgelassen."
            case _:
                assert_never(note.kind)

    def metric(self, metric: Metric) -> str:
        return METRICS[metric]

    def why(self, why: Why) -> str:
        return WHYS[why]

    def quantity(self, value: int, unit: Unit, kind: SignalKind) -> str:
        return quantity(value, unit, kind)


def _needed(need: int) -> str:
    return "nötig ist" if need == 1 else "nötig sind"


def _days(days: int) -> str:
    return count_of(days, "Tag", "Tage")


def _persons(amount: int) -> str:
    return "Person" if amount == 1 else "Personen"


def _about(advice: Advice) -> str:
    if advice.low == advice.high:
        return f"etwa {signed(advice.points)}"
    return f"etwa {signed(advice.points)} ({advice.low} bis {advice.high})"


GERMAN = German()
