"""Faults to be switched on for one account or for all, so that what reads a network can be tried on
them.

``faults.set(Fault.RATE_LIMITED, account="4100000000", times=2)``; ``faults.clear()`` ends all."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from apps.sandbox.standin.store import Store

ALL = "*"
TOKEN = "token"  # the endpoint at which tokens are renewed  # noqa: S105
SECONDS = 24 * 3600  # a forgotten fault ends by itself
LONGEST_HANG = 60.0


class Fault(StrEnum):
    RATE_LIMITED = "rate_limited"  # too many calls, and when the window opens
    RATE_LIMITED_RETRY_AFTER = "rate_limited_retry_after"  # the same by Retry-After alone
    RATE_LIMITED_BARE = "rate_limited_bare"  # the same without a word about when
    CLOCK_OFF = "clock_off"  # the same by a clock that is two days ahead
    QUOTA = "quota"  # the application's quota is used up
    SERVER_ERROR = "server_error"  # 503
    HANG = "hang"  # no answer for some seconds
    CUT_BODY = "cut_body"  # the connection ends in the middle of the answer
    BROKEN_JSON = "broken_json"  # half a document, said to be whole
    HTML = "html"  # 200 with a page
    ERRORS_IN_200 = "errors_in_200"  # 200 with nothing but errors
    ENDLESS = "endless"  # there is always another page, by ever new tokens
    LOOP = "loop"  # there is always another page, by the same token
    HUGE = "huge"  # 50 MB
    EXPIRED = "expired"  # the token is refused until it is renewed
    REVOKED = "revoked"  # the token is refused, and renewing too
    FORBIDDEN = "forbidden"  # the token does not open this


@dataclass(frozen=True, slots=True)
class Active:
    """``seconds`` is the length of a hang, ``left`` for how many calls it lasts (None: until
    cleared or a day is over)."""

    fault: Fault
    account: str
    endpoint: str
    seconds: float
    left: int | None

    @property
    def is_lost(self) -> bool:
        """Whether another page leads nowhere: each one is the first."""
        return self.fault in (Fault.ENDLESS, Fault.LOOP)


class Faults:
    """Those of one network. One fault an account; an account's own goes before that for all."""

    def __init__(self, network: str) -> None:
        self._store = Store(network)

    def set(
        self,
        fault: Fault | str,
        *,
        account: str = ALL,
        endpoint: str = ALL,
        times: int | None = None,
        seconds: float = 20.0,
    ) -> None:
        """Switches a fault on, in place of the one that the account had."""
        active = Active(Fault(fault), account, endpoint, min(seconds, LONGEST_HANG), times)
        self._keep({**self._all(), account: active})

    def clear(self, account: str | None = None) -> None:
        """Ends the fault of one account, or of all."""
        left = {k: v for k, v in self._all().items() if account is not None and k != account}
        self._keep(left)

    def listed(self) -> list[Active]:
        return list(self._all().values())

    def take(self, account: str, endpoint: str) -> Active | None:
        """The fault that strikes this call, counted. Two calls at once may both count as one."""
        active = self._all()
        for fault in (active.get(account), active.get(ALL)):
            if fault and fault.endpoint in (ALL, endpoint):
                self._count_down(fault)
                return fault
        return None

    def take_at_renewal(self, account: str, endpoint: str = TOKEN) -> Active | None:
        """A token that has expired is what renewing is for: with it, that fault is over."""
        fault = self.take(account, endpoint)
        if fault and fault.fault is Fault.EXPIRED:
            self.clear(fault.account)
            return None
        return fault

    def _count_down(self, fault: Active) -> None:
        if fault.left is None:
            return
        if fault.left <= 1:
            self.clear(fault.account)
        else:
            self._keep({**self._all(), fault.account: replace(fault, left=fault.left - 1)})

    def _all(self) -> dict[str, Active]:
        kept = self._store.get("faults") or {}
        return {account: Active(Fault(fault), *rest) for account, (fault, *rest) in kept.items()}

    def _keep(self, active: dict[str, Active]) -> None:
        kept = {account: astuple(each) for account, each in active.items()}
        self._store.put("faults", kept, seconds=SECONDS)
