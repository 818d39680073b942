"""Openings: jobs that are being filled, with the reason why online influence matters to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.actions import mailings, retention
from apps.candidates.models import Application, Invitation, Opening
from apps.candidates.models.opening import WEIGHT_BOUNDS
from apps.candidates.substance import refuse_without_substance
from apps.core import locks
from apps.core.refusals import Refused
from apps.organisations.actions.offers import openings_changed
from apps.organisations.models import Organisation

FACTORS = ("reach", "engagement", "network")
SAME_REQUEST = timedelta(minutes=10)


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
    *,
    organisation: Organisation,
    title: str,
    place: str = "",
    reason: str = "",
    weights: Weights | None = None,
    weights_reason: str = "",
    blind: bool = False,
    by: By,
) -> Opening:
    """A new opening. Without a reason it stands, but nobody can be invited to it. The same from the
    same user within ten minutes is the same request, and gives the same opening."""
    opening = Opening(organisation=organisation, created_by_id=by.user_id, blind=blind)
    _describe(opening, title, place, reason)
    if by.user_id:
        locks.hold("opening", by.user_id)
        if known := _just_created(opening, weights or Weights()):
            return known
    opening.save(force_insert=True)
    record(by=by, verb="opening.created", subject=opening)
    openings_changed(organisation_id=opening.organisation_id)
    if weights:
        return set_weights(opening=opening, weights=weights, reason=weights_reason, by=by)
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
    openings_changed(organisation_id=opening.organisation_id)
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
            _(
                "A candidate of this opening has a score, so its weights stay as they are. "
                "Create another opening if it needs other weights."
            ),
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
    mailings.plan_all([*Invitation.objects.standing().filter(opening=opening).with_people()])
    retention.plan(opening.organisation)
    record(by=by, verb="opening.closed", subject=opening)
    openings_changed(organisation_id=opening.organisation_id)
    return opening


@transaction.atomic
def reopen(*, opening: Opening, by: By) -> Opening:
    """People can be invited again. Invitations whose time is not over work, and are reminded."""
    opening = _locked(opening)
    if not opening.is_closed:
        return opening
    opening.closed_at = opening.closed_by = None
    opening.save(update_fields=["closed_at", "closed_by"])
    mailings.plan_all([*Invitation.objects.standing().filter(opening=opening).with_people()])
    retention.plan(opening.organisation)
    record(by=by, verb="opening.reopened", subject=opening)
    openings_changed(organisation_id=opening.organisation_id)
    return opening


@transaction.atomic
def delete(*, opening: Opening, by: By) -> None:
    """Only where nobody was ever in it: otherwise a consent or a letter would lose its purpose."""
    opening = _locked(opening)
    if is_used(opening):
        raise Refused(
            "opening_used",
            _("People were invited to this opening, so it cannot be deleted. Close it instead."),
        )
    record(by=by, verb="opening.deleted", subject=opening)
    opening.delete()
    openings_changed(organisation_id=opening.organisation_id)


def is_used(opening: Opening) -> bool:
    """Whether anybody is or was in it."""
    people = Application.objects.filter(opening=opening)
    return people.exists() or Invitation.objects.filter(opening=opening).exists()


def refuse_closed(opening: Opening) -> None:
    if opening.is_closed:
        raise Refused("opening_closed", _("This opening is closed. Open it again to go on."))


def _locked(opening: Opening) -> Opening:
    return Opening.objects.select_for_update().get(pk=opening.pk)


def _just_created(like: Opening, weights: Weights) -> Opening | None:
    said = {name: getattr(like, name) for name in ("title", "place", "reason", "blind")}
    said |= {f"{factor}_weight": getattr(weights, factor) for factor in FACTORS}
    since = timezone.now() - SAME_REQUEST
    same = Opening.objects.open().filter(created_by=like.created_by_id, created_at__gt=since)
    return same.filter(**said).first()


def _describe(opening: Opening, title: str, place: str, reason: str) -> None:
    opening.title, opening.place, opening.reason = title.strip(), place.strip(), reason.strip()
    if not opening.title:
        raise Refused("title_missing", _("Name the job."), field="title")
    if opening.reason:
        refuse_without_substance(opening.reason)


def _refuse_out_of_bounds(weights: Weights) -> None:
    low, high = WEIGHT_BOUNDS
    for factor in FACTORS:
        weight: Decimal = getattr(weights, factor)
        if not weight.is_finite() or not low <= weight <= high:
            raise Refused(
                "weight_out_of_bounds",
                _("A weight lies between %(low)s and %(high)s.")
                % {"low": number_format(low, 1), "high": number_format(high, 1)},
                field=f"{factor}_weight",
            )
