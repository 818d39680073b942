"""Openings: jobs that are being filled, with the reason why online influence matters to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from apps.audit.actions import By, record
from apps.candidates.actions import mailings
from apps.candidates.models import Invitation, Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS
from apps.candidates.substance import refuse_without_substance
from apps.core.refusals import Refused
from apps.organisations.models import Organisation

FACTORS = ("reach", "engagement", "network")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each factor counts, each from 0.5 to 2; 1 is as the score model has it."""

    reach: Decimal = Decimal(1)
    engagement: Decimal = Decimal(1)
    network: Decimal = Decimal(1)

    @classmethod
    def of(cls, opening: Opening) -> Weights:
        return cls(opening.reach_weight, opening.engagement_weight, opening.network_weight)

    @property
    def even(self) -> bool:
        return self == Weights()


@transaction.atomic
def create(
    *, organisation: Organisation, title: str, place: str = "", reason: str = "", by: By
) -> Opening:
    """A new opening. Without a reason it stands, but nobody can be invited to it."""
    opening = Opening(organisation=organisation, created_by_id=by.user_id)
    _describe(opening, title, place, reason)
    opening.save(force_insert=True)
    record(by=by, verb="opening.created", subject=opening)
    return opening


@transaction.atomic
def edit(*, opening: Opening, title: str, place: str, reason: str, by: By) -> Opening:
    """Consents that were given keep the reason as it stood then."""
    opening = _locked(opening)
    refuse_closed(opening)
    before = (opening.title, opening.place, opening.reason)
    _describe(opening, title, place, reason)
    if (opening.title, opening.place, opening.reason) == before:
        return opening
    opening.save(update_fields=["title", "place", "reason"])
    record(by=by, verb="opening.edited", subject=opening)
    return opening


@transaction.atomic
def set_weights(
    *, opening: Opening, weights: Weights, reason: str, scored: bool = False, by: By
) -> Opening:
    """Refused once a candidate of the opening has a score: nobody tunes weights to a person.

    ``scored``: whether one has a score now, which only the layers above can tell."""
    opening = _locked(opening)
    reason = "" if weights.even else reason.strip()
    if Weights.of(opening) == weights and opening.weights_reason == reason:
        return opening
    refuse_closed(opening)
    if scored or opening.weights_fixed_at:
        raise Refused(
            "weights_fixed",
            "A candidate of this opening has a score, so its weights stay as they are. "
            "Create another opening if it needs other weights.",
        )
    _refuse_out_of_bounds(weights)
    if not weights.even:
        refuse_without_substance(reason, field="weights_reason")
    for factor in FACTORS:
        setattr(opening, f"{factor}_weight", getattr(weights, factor))
    opening.weights_reason = reason
    opening.save(update_fields=[*(f"{factor}_weight" for factor in FACTORS), "weights_reason"])
    facts = {factor: str(getattr(weights, factor)) for factor in FACTORS}
    record(by=by, verb="opening.weights_set", subject=opening, facts=facts)
    return opening


def fix_weights(*, candidate_id: UUID) -> None:
    """From the first score of a candidate on, the weights of their openings stay. For scoring, in
    the person's or the organisation's scope; twice is once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT candidates_fix_weights(%s)", [candidate_id])


@transaction.atomic
def close(*, opening: Opening, by: By) -> Opening:
    """Nobody is invited or reminded any more. Scores stay for as long as their consents."""
    opening = _locked(opening)
    if opening.is_closed:
        return opening
    opening.closed_at, opening.closed_by_id = timezone.now(), by.user_id
    opening.save(update_fields=["closed_at", "closed_by"])
    for invitation in Invitation.objects.standing().filter(opening=opening).with_people():
        mailings.plan(invitation)
    record(by=by, verb="opening.closed", subject=opening)
    return opening


def refuse_closed(opening: Opening) -> None:
    if opening.is_closed:
        raise Refused("opening_closed", "This opening is closed. Create a new one to go on.")


def _locked(opening: Opening) -> Opening:
    return Opening.objects.select_for_update().get(pk=opening.pk)


def _describe(opening: Opening, title: str, place: str, reason: str) -> None:
    opening.title, opening.place, opening.reason = title.strip(), place.strip(), reason.strip()
    if not opening.title:
        raise Refused("title_missing", "Name the job.", field="title")
    if opening.reason:
        refuse_without_substance(opening.reason)


def _refuse_out_of_bounds(weights: Weights) -> None:
    low, high = WEIGHT_BOUNDS
    for factor in FACTORS:
        weight: Decimal = getattr(weights, factor)
        if not weight.is_finite() or not low <= weight <= high:
            raise Refused(
                "weight_out_of_bounds",
                f"A weight lies between {low:.1f} and {high:.1f}.",
                field=f"{factor}_weight",
            )
