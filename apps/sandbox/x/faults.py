"""Faults to be switched on for one account or for all, so that what reads X can be tried on them.

``set(Fault.RATE_LIMITED, account="4100000000", times=2)``; ``clear()`` ends all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
    fault: Fault
    account: str
    endpoint: str
    seconds: float


def set(  # noqa: A001  # it reads as faults.set
    fault: Fault | str,
    *,
    account: str = ALL,
    endpoint: str = ALL,
    times: int | None = None,
    seconds: float = 20.0,
) -> None:
    """From now on, for ``times`` calls (None: until cleared or a day is over). ``seconds`` is the
    length of a hang. One fault an account; an account's own goes before that for all."""
    record = {"fault": Fault(fault).value, "endpoint": endpoint, "seconds": seconds}
    store.put(f"fault:{account}", record, seconds=SECONDS)
    store.put(f"fault-left:{account}", times, seconds=SECONDS)
    store.put("fault-accounts", sorted({*_accounts(), account}), seconds=SECONDS)


def clear(account: str | None = None) -> None:
    """Ends the fault of one account, or of all."""
    for each in _accounts() if account is None else [account]:
        store.drop(f"fault:{each}")
    left = [] if account is None else [each for each in _accounts() if each != account]
    store.put("fault-accounts", left, seconds=SECONDS)


def listed() -> list[tuple[Active, int | None]]:
    """What is on, with the number of calls that it still strikes."""
    found = [(_active(account), account) for account in _accounts()]
    return [(active, store.get(f"fault-left:{account}")) for active, account in found if active]


def take(account: str, endpoint: str) -> Active | None:
    """The fault that strikes this call, counted."""
    for each in (account, ALL):
        active = _active(each)
        if active and active.endpoint in (ALL, endpoint) and _strikes(each):
            return active
    return None


def _strikes(account: str) -> bool:
    left = store.get(f"fault-left:{account}")
    if left is None:
        return True
    if left <= 1:
        clear(account)
    store.put(f"fault-left:{account}", left - 1, seconds=SECONDS)
    return bool(left > 0)


def _active(account: str) -> Active | None:
    record: dict[str, Any] | None = store.get(f"fault:{account}")
    if record is None:
        return None
    seconds = min(LONGEST_HANG, float(record["seconds"]))
    return Active(Fault(record["fault"]), account, record["endpoint"], seconds)


def _accounts() -> list[str]:
    return list(store.get("fault-accounts") or [])
