"""What a download of a person's data is made of: one section a table. A guard test walks all tables
that a person's wall opens, and wants each to be here or among ``LEFT_OUT`` with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.audit.models import Event
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decision,
    Decline,
    Invitation,
    Note,
    Opening,
    SeenScore,
    Withdrawal,
)
from apps.connections.models import (
    Connection,
    Fetch,
    FollowersObservation,
    InteractionObservation,
    NamedAccount,
    PostObservation,
    Revocation,
    Snapshot,
)
from apps.integrations.models import Order
from apps.organisations.models import Membership, Organisation
from apps.portal.rights import beside
from apps.scoring.models import Contest, Score, ShadowScore, Standing

SEALED = "opens your account at the network: in a file it would be a danger to you"
ADDRESS = "is an address at the employer's own system, where it is told that there is news"
BESIDE = "is told in words, as account"
OF_THE_MACHINE = "says which worker is at it, nothing about you"
OF_OTHERS = "stands for somebody else, whom nobody can tell from it"
OF_THE_TEAM = "is the organisation's own, and not about you"

type Beside = Callable[[Sequence[Any]], list[dict[str, Any]]]


def _nothing(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [{} for _ in rows]


@dataclass(frozen=True)
class Section:
    """``without``: columns that are not given, and why. ``beside``: what is told of each row beyond
    its columns, in words, for a whole batch at once."""

    name: str
    model: Any  # a model behind a person's wall
    without: Mapping[str, str] = field(default_factory=dict)
    beside: Beside = _nothing

    @property
    def columns(self) -> list[str]:
        found = [each.attname for each in self.model._meta.concrete_fields]
        return [name for name in found if name not in self.without]


_FETCH = dict.fromkeys(("claim", "lease_until", "cursor", "read_as"), OF_THE_MACHINE)
_LOOKS = dict.fromkeys(("accent", "logo_digest", "second_factor_from"), OF_THE_TEAM)
_MAILING = dict.fromkeys(("mailing_until", "generation"), OF_THE_MACHINE)
_CLAIM = {"mailing_until": OF_THE_MACHINE}

SECTIONS = (
    Section("employers", Organisation, _LOOKS),
    Section("memberships", Membership),
    Section("candidates", Candidate),
    Section("openings", Opening, {"created_by_id": OF_THE_TEAM, "closed_by_id": OF_THE_TEAM}),
    Section("applications", Application),
    Section("invitations", Invitation, _MAILING),
    Section("orders", Order, {"sealed_callback": ADDRESS}),
    Section("declines", Decline),
    Section("consents", Consent, beside=beside.of_consents),
    Section("withdrawals", Withdrawal),
    Section("connections", Connection, {"sealed_credential": SEALED}, beside.of_connections),
    Section("named_accounts", NamedAccount, {"sealed_account": BESIDE}, beside.of_named_accounts),
    Section("revocations", Revocation, {"sealed_credential": SEALED}),
    Section("fetches", Fetch, _FETCH),
    Section("snapshots", Snapshot),
    Section("posts", PostObservation),
    Section("interactions", InteractionObservation, {"actor_key": OF_OTHERS}),
    Section("followers", FollowersObservation),
    Section("standings", Standing),
    Section("scores", Score, beside=beside.of_scores),
    Section("scores_of_other_models", ShadowScore),
    Section("contests", Contest, _CLAIM, beside.named("answered_by")),
    Section("decisions", Decision, beside=beside.named("decided_by")),
    Section("scores_at_decisions", SeenScore),
    Section("notes", Note, beside=beside.named("author")),
    Section("events", Event, beside=beside.of_events),
)

# Tables that a person's wall opens and that are not given, and why.
LEFT_OUT = {
    "audit.Seal": "numbers and digests that prove the events; the events themselves are given",
}
