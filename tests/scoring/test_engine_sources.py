"""Each kappa of a model says where it comes from, and a source changes no number."""

from __future__ import annotations

import re

from apps.scoring.engine.sources import with_sources
from tests.scoring.engine import MODEL


def test_sources_change_no_number() -> None:
    sourced = with_sources(MODEL.networks)
    for name, network in MODEL.networks.items():
        kappas = {kind: kappa.kappa for kind, kappa in network.reach.items()}
        assert {kind: k.kappa for kind, k in sourced[name].reach.items()} == kappas
        assert sourced[name].counted == network.counted


def test_each_kappa_names_a_title_and_a_year_or_says_that_nothing_was_found() -> None:
    for network in with_sources(MODEL.networks).values():
        for kappa in network.reach.values():
            named = re.search(r"Known: .+\(.+(19|20)\d\d", kappa.source)
            assert named or kappa.source.endswith("No measurement of it was found.")
