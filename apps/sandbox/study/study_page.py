"""The study's figures as the part ``score_study`` of docs/score.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from apps.sandbox.study.coverage_page import coverage_part
from apps.sandbox.study.first_scores import BY_BOTH, BY_REACH, FirstScoreFigures
from apps.sandbox.study.measure import SeedFigures, StudyFigures
from apps.sandbox.study.pages import difference, ranged, share, table
from apps.sandbox.study.pairs_page import pairs_part
from apps.sandbox.study.population import NOW
from apps.sandbox.study.statistics import Spread, spread
from apps.sandbox.study.terms import ACTS, FOLLOWS, SCORES, TERMS, TOP_K, TermFigures

PART = "score_study"

Terms = Callable[[SeedFigures], TermFigures]


def study_part(found: StudyFigures) -> str:
    parts = [*_about(found), "", *_terms(found), "", *_first_scores(found)]
    return "\n".join([*parts, "", *coverage_part(found), "", *pairs_part(found)])


def _about(found: StudyFigures) -> Iterator[str]:
    seeds = [each.seed for each in found.seeds]
    order = spread([each.order for each in found.seeds])
    yield (
        f"Made by `manage.py study_score --write` with model `{found.model}` in {len(seeds)} "
        f"worlds (seeds {seeds[0]} to {seeds[-1]}) of 300 made-up people each, on {NOW:%d %B %Y}. "
        "In the world the true influence is known; networks tell what the adapters read of them. "
        "It shows how the formulas behave, not how people are. Figures are means over the worlds "
        "with the lowest and the highest; differences are paired, with their 95 % interval."
    )
    yield ""
    yield (
        f"With all accounts linked, the score orders people by their true influence with a rank "
        f"correlation of {ranged(order)}."
    )


def _terms(found: StudyFigures) -> Iterator[str]:
    yield "**The network term.** Rank correlation with the true influence, of people who have both:"
    yield ""
    yield from _term_table(found, lambda seed: seed.terms)
    yield ""
    yield (
        "There all 300 have linked everything, which is the largest graph that there could be. "
        "Where a quarter of them has, and the graph ends with them:"
    )
    yield ""
    yield from _term_table(found, lambda seed: seed.some)
    yield ""
    yield _verdict(found)


def _term_table(found: StudyFigures, terms: Terms) -> Iterator[str]:
    head = ("", "alone", "similar reach", "the score with it", "top-K less this, in the score")
    yield from table(head, (_term_row(name, found, terms) for name in (*TERMS, *SCORES[3:])))


def _term_row(name: str, found: StudyFigures, terms: Terms) -> tuple[str, ...]:
    def over(figure: Callable[[TermFigures], Mapping[str, float]]) -> str:
        values = [figure(terms(seed)) for seed in found.seeds]
        return ranged(spread([v[name] for v in values])) if name in values[0] else ""

    less = difference(_less(name, found, terms)) if name in SCORES and name != TOP_K else ""
    return name, over(_alone), over(_alike), over(_whole), less


def _alone(terms: TermFigures) -> Mapping[str, float]:
    return terms.alone


def _alike(terms: TermFigures) -> Mapping[str, float]:
    return terms.alike


def _whole(terms: TermFigures) -> Mapping[str, float]:
    return terms.whole


def _less(name: str, found: StudyFigures, terms: Terms) -> Spread:
    pairs = [terms(seed).whole for seed in found.seeds]
    return spread([whole[TOP_K] - whole[name] for whole in pairs])


def _verdict(found: StudyFigures) -> str:
    acts = _less(ACTS, found, lambda seed: seed.terms)
    follows = _less(FOLLOWS, found, lambda seed: seed.terms)
    some = _less(FOLLOWS, found, lambda seed: seed.some)
    said = "is worse than" if acts.low > 0 else "is not better than"
    if acts.high < 0:
        said = "is better than"
    return (
        f"PageRank of acts {said} top-K in the score ({difference(acts)}). PageRank of follows "
        f"differs by {difference(follows)} where everybody's follows are known, and by "
        f"{difference(some)} where a quarter's are; no network tells them of people who have not "
        "linked, and in the world who follows whom is drawn from the true influence itself. Top-K "
        "stays: it needs nobody else's data and never falls when a weak friend joins."
    )


def _first_scores(found: StudyFigures) -> Iterator[str]:
    yield (
        "**S0.** Networks tell how widely an interactor is heard, not how much others react to "
        "them. Of the 300 both are known (of the crowd, reach alone):"
    )
    yield ""
    head = ("S0 from", "orders accounts", "top-K made of it", "similar reach", "of the 300 alone")
    yield from table(head, (_first_row(kind, found) for kind in (BY_REACH, BY_BOTH)))
    lost = spread([_alone_of(each, BY_BOTH) - _alone_of(each, BY_REACH) for each in found.seeds])
    yield ""
    yield (
        f"Knowing the engagement would change the term by {difference(lost)}: that "
        f"S0 orders single accounts less well is averaged out over twenty of them."
    )


def _alone_of(seed: SeedFigures, kind: str) -> float:
    return seed.first_scores.alone[kind]


def _first_row(kind: str, found: StudyFigures) -> tuple[str, ...]:
    def over(figure: Callable[[FirstScoreFigures], Mapping[str, float]]) -> str:
        return share(spread([figure(each.first_scores)[kind] for each in found.seeds]).mean)

    return (
        kind,
        over(lambda f: f.direct),
        over(lambda f: f.alone),
        over(lambda f: f.alike),
        over(lambda f: f.inner),
    )
