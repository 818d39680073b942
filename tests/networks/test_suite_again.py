"""Every network: the second reading asks for what can have changed, and tells as much."""

from __future__ import annotations

import pytest

from apps.connections.actions.reading import Outcome
from apps.connections.models import InteractionObservation
from tests.networks.suite import Trial, fetches, next_day, stored_acts, stored_posts

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_people_did_is_not_asked_for_again_where_nothing_changed(trial: Trial) -> None:
    linked = trial.linked()
    trial.calls.clear()
    assert linked.read() is Outcome.DONE
    first, posts, acts = len(trial.calls), stored_posts(linked.person), stored_acts(linked.person)
    assert acts
    trial.calls.clear()
    assert next_day(linked) is Outcome.DONE
    assert len(trial.calls) <= first
    assert fetches(linked.person)[0].items == 1 + len(posts)  # the profile, and counts
    assert fetches(linked.person)[1].items == 1 + len(posts) + len(acts)
    assert _told(stored_acts(linked.person)) == _told(acts)


def _told(acts: list[InteractionObservation]) -> set[tuple[object, ...]]:
    return {(a.post_id, a.actor_key, a.kind, a.at, a.actor_reach, a.mutual) for a in acts}
