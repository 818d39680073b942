"""Reports of orders, made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from apps.integrations.ats.values import Report, Result
from apps.integrations.models import OrderState

ORDER = UUID("0199f000-0000-7000-8000-000000000001")
PAGE = "https://renown.example/o/halden/candidates/1/"
COMPUTED_AT = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
NUMBERS = {"value": 57, "low": 49, "high": 63, "reach": 24, "engagement": 20, "network": 13}


def make_result(state: str = "scored", **changed: Any) -> Result:
    told: dict[str, Any] = NUMBERS | {"networks": ("x", "youtube"), "computed_at": COMPUTED_AT}
    told |= {"state": state, "url": PAGE, "notice": "It does not measure job performance."}
    return Result(**(told | changed))


def too_little() -> Result:
    return make_result("too_little", **dict.fromkeys(NUMBERS))


def make_report(state: OrderState, *, result: Result | None = None, **changed: Any) -> Report:
    told: dict[str, Any] = {
        "order_id": ORDER,
        "external_id": "B5KQKhAgTv6ZwzrfAbqbhipd",
        "state": state,
        "result": result,
        "callback": "",
        "details": {},
        "ordered_at": COMPUTED_AT,
        "changed_at": COMPUTED_AT,
        "url": PAGE,
    }
    return Report(**(told | changed))
