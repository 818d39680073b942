"""A network that is registered is registered everywhere: what is missing is named here."""

from __future__ import annotations

import tomllib

import pytest
from django.conf import settings
from django.urls import reverse

from apps.connections.networks.adapter import LinkFlow
from apps.connections.networks.registry import ADAPTERS
from apps.connections.observations import Metric, Reason
from apps.core.icons import NETWORK_ICONS
from apps.sandbox.standin.registry import STANDINS
from apps.scoring.engine.phrases import ACCOUNTS
from apps.scoring.released import shipped_model

NAMES = sorted(ADAPTERS)
FOLDER = settings.BASE_DIR / "apps" / "connections" / "networks"
INDEPENDENT = "Networks do not know each other"


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_folder_with_what_was_confirmed_about_it(name: str) -> None:
    assert (FOLDER / name / "FACTS.md").is_file(), f"{name}: say what was looked up, and where"


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_configured_and_tried(name: str) -> None:
    assert name in settings.NETWORKS, f"{name}: no entry in config/settings/networks.py"
    assert name in STANDINS, f"{name}: no stand-in in apps/sandbox/standin/registry.py"


@pytest.mark.parametrize("name", NAMES)
def test_people_see_its_name_and_its_drawing(name: str) -> None:
    assert ACCOUNTS.get(name) == ADAPTERS[name].label, f"{name}: apps/scoring/engine/phrases.py"
    assert name in NETWORK_ICONS, f"{name}: apps/core/icons.py and templates/components/sprite.html"


@pytest.mark.parametrize("name", NAMES)
def test_the_score_model_knows_what_it_is_worth(name: str) -> None:
    assert name in shipped_model().networks, f"{name}: a network without parameters adds nothing"


@pytest.mark.parametrize("name", NAMES)
def test_each_metric_is_told_or_has_its_reason(name: str) -> None:
    told = ADAPTERS[name].capabilities()
    assert set(told) == set(Metric)
    assert all(each.note for each in told.values() if each.reason), f"{name}: a reason has a note"


@pytest.mark.parametrize("name", NAMES)
def test_followers_are_sampled_where_it_says_so(name: str) -> None:
    adapter = ADAPTERS[name]
    told = adapter.capabilities()[Metric.FOLLOWER_SAMPLE]
    assert (adapter.sample_followers is None) is (told.reason is Reason.NOT_OFFERED)


@pytest.mark.parametrize("name", NAMES)
def test_a_scope_that_may_be_refused_is_one_that_is_asked_for(name: str) -> None:
    adapter = ADAPTERS[name]
    assert set(adapter.costs) <= set(adapter.scopes)
    if adapter.flow is LinkFlow.OAUTH:
        assert set(adapter.scopes) - set(adapter.costs), f"{name}: nothing is indispensable"
        assert reverse(f"{name}_login")
        assert reverse(f"{name}_callback")


def test_networks_do_not_know_each_other() -> None:
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    contracts = told["tool"]["importlinter"]["contracts"]
    modules = next(c["modules"] for c in contracts if c["name"] == INDEPENDENT)
    assert {module.rpartition(".")[2] for module in modules} == set(ADAPTERS)
