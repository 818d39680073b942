"""What an opening has to say before anybody is asked for a score."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import openings
from apps.candidates.actions.openings import Weights
from apps.candidates.models import Opening
from apps.core import tenancy
from apps.core.refusals import Refused
from tests.factories import (
    REASON,
    make_candidate,
    make_consent,
    make_opening,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
WEIGHTS_REASON = "This job is about being found by new people."
REACH_TWICE = Weights(reach=Decimal(2))


def test_katrin_describes_an_opening() -> None:
    katrin = make_user("Katrin")
    employer = make_organisation(owner=katrin)
    with tenancy.organisation(employer.pk):
        opening = openings.create(
            organisation=employer, title=" Manager ", reason=REASON, by=By.user(katrin.pk)
        )
        assert (opening.title, opening.reason, opening.created_by) == ("Manager", REASON, katrin)
        assert Event.objects.about(opening.pk).get().verb == "opening.created"


@pytest.mark.parametrize(
    "reason", ["because", "." * 40, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a b c d e f"]
)
def test_a_reason_without_substance_is_refused(reason: str) -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk), pytest.raises(Refused) as refusal:
        openings.create(organisation=employer, title="Manager", reason=reason, by=By.system())
    assert refusal.value.field == "reason"


def test_an_opening_may_wait_for_its_reason() -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk):
        assert openings.create(organisation=employer, title="Manager", by=By.system()).reason == ""


def test_a_title_of_blanks_is_refused() -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk), pytest.raises(Refused, match="Name the job"):
        openings.create(organisation=employer, title="  ", by=By.system())


def test_editing_nothing_records_nothing() -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id):
        _edit(opening, opening.title)
        assert not Event.objects.about(opening.pk).exists()
        _edit(opening, "Another title")
        assert Event.objects.about(opening.pk).get().verb == "opening.edited"


def test_weights_need_a_reason_and_bounds() -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id):
        with pytest.raises(Refused) as no_reason:
            _weigh(opening, REACH_TWICE, "")
        with pytest.raises(Refused) as too_much:
            _weigh(opening, Weights(reach=Decimal("2.1")), WEIGHTS_REASON)
        weighed = _weigh(opening, REACH_TWICE, WEIGHTS_REASON)
    assert no_reason.value.field == "weights_reason"
    assert too_much.value.field == "reach_weight"
    assert (weighed.reach_weight, weighed.weights_reason) == (Decimal(2), WEIGHTS_REASON)


@pytest.mark.parametrize("weight", ["NaN", "Infinity", "-Infinity", "-1", "0.49", "2.01"])
def test_a_weight_that_is_none_is_refused_at_its_field(weight: str) -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id), pytest.raises(Refused) as refusal:
        _weigh(opening, Weights(network=Decimal(weight)), WEIGHTS_REASON)
    assert (refusal.value.code, refusal.value.field) == ("weight_out_of_bounds", "network_weight")


def test_even_weights_need_no_reason_and_keep_none() -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id):
        _weigh(opening, REACH_TWICE, WEIGHTS_REASON)
        assert _weigh(opening, Weights(), WEIGHTS_REASON).weights_reason == ""


def test_weights_stay_once_a_candidate_has_a_score() -> None:
    employer, ada = make_organisation(), make_user("Ada")
    opening = make_opening(employer)
    candidate = make_candidate(employer, opening=opening)
    make_consent(candidate, ada, opening=opening)
    with tenancy.person(ada.pk):  # as scoring does it
        openings.fix_weights(candidate_id=candidate.pk)
    with tenancy.organisation(employer.pk):
        with pytest.raises(Refused) as refusal:
            _weigh(opening, REACH_TWICE, WEIGHTS_REASON)
        assert _weigh(opening, Weights(), "").pk == opening.pk  # nothing changes: nothing refused
    assert refusal.value.code == "weights_fixed"


def test_weights_stay_where_the_caller_knows_of_a_score() -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id), pytest.raises(Refused, match="has a score"):
        openings.set_weights(
            opening=opening, weights=REACH_TWICE, reason=WEIGHTS_REASON, scored=True, by=By.system()
        )


def test_nobody_fixes_the_weights_of_another_employer() -> None:
    ours, theirs = make_organisation(), make_organisation()
    opening = make_opening(theirs)
    candidate = make_candidate(theirs, opening=opening)
    with tenancy.organisation(ours.pk):
        openings.fix_weights(candidate_id=candidate.pk)
    with tenancy.organisation(theirs.pk):
        assert Opening.objects.get(pk=opening.pk).weights_fixed_at is None


def test_closing_twice_is_closing_once() -> None:
    opening = make_opening(make_organisation())
    with tenancy.organisation(opening.organisation_id):
        first = openings.close(opening=opening, by=By.system()).closed_at
        assert openings.close(opening=opening, by=By.system()).closed_at == first
        assert Event.objects.about(opening.pk).count() == 1
        with pytest.raises(Refused, match="closed"):
            _edit(opening, "Another title")


def test_an_opening_counts_its_people_and_who_shares() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    ada = make_candidate(employer, opening=opening)
    make_candidate(employer, opening=opening)
    make_consent(ada, make_user(), opening=opening)
    with tenancy.organisation(employer.pk):
        counted = Opening.objects.with_counts().get(pk=opening.pk)
    assert (counted.people, counted.sharing) == (2, 1)


def _edit(opening: Opening, title: str) -> Opening:
    return openings.edit(
        opening=opening, title=title, place=opening.place, reason=opening.reason, by=By.system()
    )


def _weigh(opening: Opening, weights: Weights, reason: str) -> Opening:
    return openings.set_weights(opening=opening, weights=weights, reason=reason, by=By.system())
