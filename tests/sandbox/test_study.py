"""The study measures what the product does, and the page shows what it measured."""

from __future__ import annotations

import io
from functools import cache

import pytest
from django.core.management import CommandError, call_command

from apps.core.generated import between_marks
from apps.sandbox.study.assess import assess
from apps.sandbox.study.cases import Cases, cases
from apps.sandbox.study.coverage import FULL, HALF, TRUE, coverages
from apps.sandbox.study.measure import figures, kept, measured, parse, text
from apps.sandbox.study.pairs import CALLED, CLOSE
from apps.sandbox.study.population import NOW, Population, population, sample, worlds
from apps.sandbox.study.readings import readings
from apps.sandbox.study.statistics import spearman
from apps.sandbox.study.study_page import PART, study_part
from apps.sandbox.study.terms import TOP_K
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.released import DEFAULT, shipped_model
from config.services.places import ROOT

SEED = 7
SOME = range(0, 300, 7)


@cache
def people() -> Population:
    return population(SEED, shipped_model(), SOME)


@cache
def found() -> Cases:
    return cases(people(), shipped_model())


def test_the_page_shows_the_figures_that_are_kept() -> None:
    page = (ROOT / "docs" / "score.md").read_text(encoding="utf-8")
    assert between_marks(page, PART, study_part(kept())) == page, (
        "run: manage.py study_score --write"
    )


def test_the_figures_are_those_of_the_model_that_ships() -> None:
    assert kept().model == DEFAULT, "run: manage.py study_score --write"


def test_the_study_scores_as_the_product_does() -> None:
    here = worlds(SEED)
    for member in people().members[:6]:
        read = readings(here.values(), member.number, now=NOW)
        taken = {each.profile.account_key: sample(each) for each in read}
        result = score_candidate(
            read,
            model=shipped_model(),
            key=people().key(member),
            now=NOW,
            networks_consented=[each.network for each in read],
            samples={key: each for key, each in taken.items() if each is not None},
        )
        ours = assess([*member.signals.values()], shipped_model(), people().key(member))
        if ours is None:
            assert result.value is None
        else:
            assert (result.value, result.low, result.high) == (ours.value, ours.low, ours.high)
            assert result.draws == ours.draws


def test_a_part_of_the_accounts_is_a_part() -> None:
    assert found().parts
    for case in found().parts:
        assert set(case.networks) < set(case.member.signals)
        assert case.found.value <= case.half <= case.full


def test_the_score_that_one_deserves_is_in_the_order_of_the_truth() -> None:
    whole = list(found().whole.values())
    deserved = [case.deserved for case in whole]
    truth = [case.member.truth for case in whole]
    assert sorted(deserved) == sorted(case.full for case in whole)
    assert spearman(deserved, truth) > 0.99


def test_every_score_is_inside_above_or_below() -> None:
    for named in coverages(found(), shipped_model()).values():
        for each in named.values():
            assert each.cases > 0
            assert each.inside + each.above + each.below == pytest.approx(1.0)


@pytest.mark.parametrize("target", [FULL, HALF])
def test_a_score_from_a_part_is_never_above_that_from_more(target: str) -> None:
    assert all(each.below == 0 for each in coverages(found(), shipped_model())[target].values())


def test_who_lives_on_fewer_networks_is_covered_at_least_as_often() -> None:
    told = coverages(found(), shipped_model())
    for group, full in told[FULL].items():
        assert told[HALF][group].inside >= full.inside


def test_all_accounts_and_one_to_four_of_them_are_told_apart() -> None:
    told = coverages(found(), shipped_model())
    assert {"linked 1", "linked 2", "linked 3", "linked 4", "only x"} <= told[FULL].keys()
    assert "linked all" in told[TRUE]


def test_a_seed_s_figures_survive_their_file() -> None:
    again = [measured(people(), shipped_model()) for _ in range(2)]
    assert again[0] == again[1]
    both = figures(shipped_model(), again)
    assert parse(text(both)) == both
    assert study_part(both) == study_part(parse(text(both)))
    (one, _) = both.seeds
    assert one.whole_pairs[CLOSE].right < one.whole_pairs[CALLED].right
    assert one.terms.alone[TOP_K] > 0.5


def test_one_world_has_no_spread_and_is_refused() -> None:
    with pytest.raises(CommandError, match="two seeds"):
        call_command("study_score", seeds=1, stdout=io.StringIO())


def test_a_model_that_does_not_ship_is_refused() -> None:
    with pytest.raises(CommandError, match="nobody-1"):
        call_command("study_score", model="nobody-1", stdout=io.StringIO())
