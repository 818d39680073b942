"""Decisions: an operator allows a network's data into scores that employers see, or refuses it."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import By, record_for_platform
from apps.connections import due
from apps.connections.models import NetworkDecision
from apps.connections.networks import registry
from apps.core import outbox
from apps.core.locks import hold
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.refusals import Refused

log = logging.getLogger(__name__)
LOST_MESSAGE = timedelta(seconds=30)  # after that the scheduler sends it again


@transaction.atomic
def decide(
    *, network: str, allowed: bool, operator: User, agreement: str = "", note: str = ""
) -> NetworkDecision:
    """Counts from its commit on; scores follow in the background. The same again is the same
    decision. Refuses with "not_an_operator", "unknown_network", "agreement_missing"."""
    _refuse(network, allowed, operator, agreement)
    hold("network decision", network)
    newest = NetworkDecision.objects.on(network).newest_first().first()
    words = {"allowed": allowed, "agreement": agreement.strip(), "note": note.strip()}
    if newest and all(getattr(newest, name) == value for name, value in words.items()):
        return newest
    decision = NetworkDecision.objects.create(network=network, decided_by=operator.pk, **words)
    _announce(decision, operator)
    return decision


def _refuse(network: str, allowed: bool, operator: User, agreement: str) -> None:
    if not operator.is_operator or not operator.is_active:
        raise Refused("not_an_operator", _("Only an operator of the platform decides this."))
    known = registry.ADAPTERS.get(network)
    if known is None:
        names = ", ".join(sorted(registry.ADAPTERS))
        raise Refused(
            "unknown_network",
            _("There is no such network. There are: %(names)s.") % {"names": names},
        )
    if allowed and known.terms.allowed is not True and not agreement.strip():
        raise Refused(
            "agreement_missing",
            _("%(label)s does not allow this by its terms alone. Name the agreement that does.")
            % {"label": known.label},
            field="agreement",
        )


def _announce(decision: NetworkDecision, operator: User) -> None:
    verb = "network.allowed" if decision.allowed else "network.refused"
    facts = {"network": decision.network, "agreement": decision.agreement}
    record_for_platform(by=By.operator(operator.pk), verb=verb, subject=decision, facts=facts)
    log.info(verb, extra={"decision": str(decision.pk), "operator": str(operator.pk), **facts})
    at = timezone.now() + LOST_MESSAGE
    Due.objects.schedule(due.DECISION, WallKind.PERSON, operator.pk, decision.pk, at)
    outbox.send(due.TASKS[due.DECISION], str(operator.pk), str(decision.pk))
