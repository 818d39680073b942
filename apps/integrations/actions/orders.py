"""Orders of tracking systems: somebody's score is asked for, and its end. In the organisation's
scope."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.actions import allowance, candidates, invitations
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import locks, sealing
from apps.core.refusals import Refused
from apps.integrations.actions import telling
from apps.integrations.ats.reports import callback_of
from apps.integrations.ats.values import Package, Wanted
from apps.integrations.models import Endpoint, Order, OrderState
from apps.organisations.models import Organisation

MOST_PACKAGES = 1000


def packages() -> list[Package]:
    """The openings that may invite now, the newest first."""
    found = Opening.objects.open().exclude(reason="").newest_first()[:MOST_PACKAGES]
    return [Package(str(opening.pk), _titled(opening), opening.reason) for opening in found]


@transaction.atomic
def place(*, endpoint: Endpoint, wanted: Wanted, by: By) -> tuple[Order, bool]:
    """The order, and whether it is new: adds the candidate and invites them. The same order again
    is the same order, also at the same time; it may bring a newer callback. ``Refused`` says to the
    system's user why not; its field is "package", "name" or "email"."""
    locks.hold("order", endpoint.pk, wanted.external_id)
    known = Order.objects.named(endpoint, wanted.external_id).first()
    if known and (wanted.is_own_id or known.state != OrderState.CANCELLED):
        return _again(known, wanted), False
    opening = _opening(wanted.package_id)
    organisation = Organisation.objects.get(pk=endpoint.organisation_id)
    candidate = candidates.add(
        organisation=organisation, name=wanted.name, email=wanted.email, by=by
    )
    invitation, posted = invitations.ask(candidate=candidate, opening=opening, by=by)
    order = _create(endpoint, wanted, candidate, opening, invitation if posted else None)
    facts = {"candidate": str(candidate.pk), "opening": str(opening.pk), "system": endpoint.system}
    record(by=by, verb="order.placed", subject=order, facts=facts)
    telling.tell_if_complete(order=order)
    allowance.spend(organisation_id=organisation.pk, letters=int(posted))
    return order, True


@transaction.atomic
def cancel(*, order: Order, by: By) -> Order:
    """Withdraws the invitation that this order sent, unless another order waits for the same.
    Twice is once. A consent that was given stays the person's to withdraw."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state == OrderState.CANCELLED:
        return order
    order.state, order.cancelled_at = OrderState.CANCELLED, timezone.now()
    order.save(update_fields=["state", "cancelled_at"])
    if not Order.objects.open().wanting(order.candidate_id, order.opening_id).exists():
        for invitation in Invitation.objects.filter(pk__in=filter(None, [order.invitation_id])):
            invitations.revoke(invitation=invitation, by=by)
    record(by=by, verb="order.cancelled", subject=order)
    return order


def clear(*, organisation_id: UUID) -> int:
    """Deletes orders about people who are gone, once their systems were told or given up on; how
    many."""
    over = list(Order.objects.over().filter(organisation_id=organisation_id))
    for order in over:
        order.delete()
    return len(over)


def _titled(opening: Opening) -> str:
    return f"{opening.title} ({opening.place})" if opening.place else opening.title


def _opening(package_id: str) -> Opening:
    try:
        found = Opening.objects.filter(pk=UUID(package_id)).first()
    except ValueError:
        found = None
    if found is None:
        sentence = _("This opening does not exist any more. Choose another one.")
        raise Refused("package_unknown", sentence, field="package")
    return found


def _again(known: Order, wanted: Wanted) -> Order:
    """What was cancelled, or was about somebody who is gone, takes nothing new."""
    if known.state == OrderState.CANCELLED or known.erased_at:
        return known
    if wanted.callback and not _is_known(wanted.callback, known):
        known.sealed_callback = _sealed(wanted.callback, known.pk)
        known.save(update_fields=["sealed_callback"])
    return known


def _is_known(callback: str, order: Order) -> bool:
    try:
        return callback == callback_of(order)
    except sealing.CannotOpen:
        return False


def _create(
    endpoint: Endpoint,
    wanted: Wanted,
    candidate: Candidate,
    opening: Opening,
    invitation: Invitation | None,
) -> Order:
    order = Order(
        organisation_id=endpoint.organisation_id,
        endpoint=endpoint,
        external_id=wanted.external_id,
        candidate_id=candidate.pk,
        opening_id=opening.pk,
        invitation_id=invitation.pk if invitation else None,
        details=dict(wanted.details),
    )
    if wanted.callback:
        order.sealed_callback = _sealed(wanted.callback, order.pk)
    order.save(force_insert=True)
    return order


def _sealed(callback: str, order_id: UUID) -> bytes:
    return sealing.seal({"callback": callback}, owner=order_id)
