"""What can be tried: whether the vendor knows us, and telling it about an order once more."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core import tenancy
from apps.core.pace import is_too_often
from apps.core.sealing import CannotOpen
from apps.integrations import sending
from apps.integrations.actions import telling
from apps.integrations.ats.reports import connected
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.sending import Sent
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission
from apps.workspace.tracking import asking
from apps.workspace.webhooks.asking import by, done
from apps.workspace.webhooks.telling import outcome

TESTS_AN_HOUR = 30


@for_members(Permission.EDIT_INTEGRATIONS, in_scope=False)
@require_POST
def tracking_test(request: MemberRequest, system_id: UUID) -> HttpResponse:
    """Asks the vendor, outside of any transaction."""
    try:
        with tenancy.organisation(request.organisation.pk):
            name, probe = _probe(system_id)
    except CannotOpen:
        messages.error(request, _("Its secrets can no longer be read here: enter them again."))
        return asking.to_system(request, system_id)
    hour = timedelta(hours=1)
    if probe is None:
        messages.info(request, _("Nothing can be asked there. Order a score to try it."))
    elif is_too_often("ats-test", system_id, most=TESTS_AN_HOUR, within=hour):
        messages.error(request, _("That was tried often already. Wait an hour."))
    else:
        _say(request, name, sending.send(probe))
    return asking.to_system(request, system_id)


@for_members(Permission.EDIT_INTEGRATIONS)
@require_POST
def tracking_tell(request: MemberRequest, system_id: UUID, order_id: UUID) -> HttpResponse:
    """Tells it how the order stands, once more; a double click tells it once."""
    endpoint = asking.tracking_system_of(system_id)
    order = asking.order_of(endpoint, order_id)

    def deed() -> str:
        telling.tell_again(order=order, by=by(request))
        return _("It is told again. What came of it stands here in a moment.")

    done(request, deed)
    return redirect("tracking_order", request.organisation.slug, system_id, order_id)


def _probe(system_id: UUID) -> tuple[str, OutgoingRequest | None]:
    endpoint = asking.tracking_system_of(system_id)
    if endpoint.sealed_secret is None:
        return endpoint.name, None
    return endpoint.name, asking.adapter_of(endpoint.system).probe(connected(endpoint))


def _say(request: MemberRequest, name: str, sent: Sent) -> None:
    said = {"name": name, "what": outcome(sent.outcome, sent.status)}
    if sent.is_accepted:
        messages.success(request, _("%(name)s knows us. %(what)s") % said)
    else:
        messages.error(request, _("%(name)s did not take it. %(what)s") % said)
