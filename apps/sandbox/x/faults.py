"""Faults to be switched on for one account or for all, so that what reads X can be tried on them.

``set(Fault.RATE_LIMITED, account="4100000000", times=2)``; ``clear()`` ends all of them.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from apps.sandbox.x import store

ALL = "*"
SECONDS = 24 * 3600  # a forgotten fault ends by itself
LONGEST_HANG = 60.0


class Fault(StrEnum):
    RATE_LIMITED = "rate_limited"  # 429 with x-rate-limit-reset in 15 minutes
    RATE_LIMITED_RETRY_AFTER = "rate_limited_retry_after"  # 429 with Retry-After alone
    RATE_LIMITED_BARE = "rate_limited_bare"  # 429 without a word about when
    CLOCK_OFF = "clock_off"  # 429 by a clock that is two days ahead
    QUOTA = "quota"  # 429, the paid quota is used up
    SERVER_ERROR = "server_error"  # 503
    HANG = "hang"  # no answer for some seconds
    CUT_BODY = "cut_body"  # the connection ends in the middle of the answer
    BROKEN_JSON = "broken_json"  # half a document, said to be whole
    HTML = "html"  # 200 with a page
    ERRORS_IN_200 = "errors_in_200"  # 200 with nothing but errors
    ENDLESS = "endless"  # there is always another page, by ever new tokens
    LOOP = "loop"  # there is always another page, by the same token
    HUGE = "huge"  # 50 MB
    EXPIRED = "expired"  # 401 until the token is renewed
    REVOKED = "revoked"  # 401, and renewing is refused
    FORBIDDEN = "forbidden"  # 403


@dataclass(frozen=True, slots=True)
class Active:
    """``seconds`` is the length of a hang, ``left`` for how many calls it lasts (None: until
    cleared or a day is over)."""

    fault: Fault
    account: str
    endpoint: str
    seconds: float
    left: int | None


def set(  # noqa: A001  # it reads as faults.set
    fault: Fault | str,
    *,
    account: str = ALL,
    endpoint: str = ALL,
    times: int | None = None,
    seconds: float = 20.0,
) -> None:
    """Switches a fault on. One fault an account; an account's own goes before that for all."""
    active = Active(Fault(fault), account, endpoint, min(seconds, LONGEST_HANG), times)
    _keep({**_all(), account: active})


def clear(account: str | None = None) -> None:
    """Ends the fault of one account, or of all."""
    _keep({k: v for k, v in _all().items() if account is not None and k != account})


def listed() -> list[Active]:
    return list(_all().values())


def take(account: str, endpoint: str) -> Active | None:
    """The fault that strikes this call, counted. Two calls at once may both count as one."""
    active = _all()
    for fault in (active.get(account), active.get(ALL)):
        if fault and fault.endpoint in (ALL, endpoint):
            _count_down(fault)
            return fault
    return None


def _count_down(fault: Active) -> None:
    if fault.left is None:
        return
    if fault.left <= 1:
        clear(fault.account)
    else:
        _keep({**_all(), fault.account: replace(fault, left=fault.left - 1)})


def _all() -> dict[str, Active]:
    kept = store.get("faults") or {}
    return {account: Active(Fault(fault), *rest) for account, (fault, *rest) in kept.items()}


def _keep(active: dict[str, Active]) -> None:
    kept = {account: astuple(each) for account, each in active.items()}
    store.put("faults", kept, seconds=SECONDS)
