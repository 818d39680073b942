"""How a reading ends on each fault of a network: what the suite asserts and the docs show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.connections.actions.reading import Outcome
from apps.sandbox.standin.faults import Fault


@dataclass(frozen=True)
class Ending:
    """``code`` is that of the fetch, "" without one; ``relinks``: whether its person has to link
    again before it goes on."""

    outcome: Outcome
    code: str = ""

    @property
    def relinks(self) -> bool:
        return self.code == "needs_reauth"


WAITS = Ending(Outcome.WAITING, "rate_limited")
QUOTA = Ending(Outcome.WAITING, "quota_exhausted")
PASSES = Ending(Outcome.WAITING, "transient")
DEAD = Ending(Outcome.FAILED, "needs_reauth")
FOREIGN = Ending(Outcome.FAILED, "not_this_network")
DONE = Ending(Outcome.DONE)

USUAL: Mapping[Fault, Ending] = {
    Fault.RATE_LIMITED: WAITS,
    Fault.RATE_LIMITED_RETRY_AFTER: WAITS,
    Fault.RATE_LIMITED_BARE: WAITS,
    Fault.CLOCK_OFF: WAITS,
    Fault.QUOTA: QUOTA,
    Fault.SERVER_ERROR: PASSES,
    Fault.HANG: PASSES,
    Fault.CUT_BODY: PASSES,
    Fault.BROKEN_JSON: PASSES,
    Fault.HTML: FOREIGN,
    Fault.ERRORS_IN_200: Ending(Outcome.FAILED, "gone"),
    Fault.ENDLESS: DONE,
    Fault.LOOP: DONE,
    Fault.HUGE: FOREIGN,
    Fault.EXPIRED: DONE,
    Fault.REVOKED: DEAD,
    Fault.FORBIDDEN: Ending(Outcome.FAILED, "forbidden"),
}

# Where a network's own way of saying it, or of paging, makes a difference.
PECULIAR: Mapping[str, Mapping[Fault, Ending]] = {
    "instagram": {Fault.EXPIRED: DEAD},  # a token that has expired is not renewed any more
    # WordPress has no quota, only too many calls, and nothing that could be renewed.
    "wordpress": {Fault.EXPIRED: DEAD, Fault.QUOTA: WAITS},
    "wordpress_com": {Fault.QUOTA: WAITS},
}


def ending_of(network: str, fault: Fault) -> Ending:
    return PECULIAR.get(network, {}).get(fault, USUAL[fault])
