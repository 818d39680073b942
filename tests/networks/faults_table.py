"""Writes into docs/faults.md what the suite asserts of each fault:
``manage.py shell -c "from tests.networks.faults_table import write; write()"``"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.connections.actions.reading import Outcome
from apps.sandbox.standin.faults import Fault
from apps.sandbox.standin.registry import STANDINS
from config.services.places import ROOT
from tests.networks.endings import USUAL, Ending, ending_of

PAGE = ROOT / "docs" / "faults.md"
BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"
WHAT: Mapping[Fault, str] = {
    Fault.RATE_LIMITED: "too many calls; it says when the window opens",
    Fault.RATE_LIMITED_RETRY_AFTER: "too many calls; `Retry-After` alone",
    Fault.RATE_LIMITED_BARE: "too many calls; not a word about when",
    Fault.CLOCK_OFF: "too many calls, by a clock that is two days ahead",
    Fault.QUOTA: "the application's quota is used up",
    Fault.SERVER_ERROR: "it is out of order",
    Fault.HANG: "it hangs",
    Fault.CUT_BODY: "the connection ends in the middle of the answer",
    Fault.BROKEN_JSON: "half a document, said to be whole",
    Fault.HTML: "a page instead of data",
    Fault.ERRORS_IN_200: "nothing but errors, said to be a success",
    Fault.ENDLESS: "always another page, by ever new tokens",
    Fault.LOOP: "always another page, by the same token",
    Fault.HUGE: "50 MB",
    Fault.EXPIRED: "the token has expired",
    Fault.REVOKED: "the person took the permission back",
    Fault.FORBIDDEN: "the token does not open this",
}
WAITING: Mapping[str, str] = {
    "rate_limited": "waits, 25 hours at most, and reads on",
    "quota_exhausted": "all accounts wait until the quota is back",
    "transient": "tried three times, then again later and later",
}


def table() -> str:
    return "\n".join(_lines())


def in_the_docs() -> str:
    return PAGE.read_text().partition(f"{BEGIN}\n")[2].partition(f"\n{END}")[0]


def write() -> None:
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}")


def _lines() -> Iterator[str]:
    yield f"Tried with {', '.join(each.label for _, each in sorted(STANDINS.items()))}."
    yield ""
    yield _row("What the network does", "What happens", "But")
    yield "|---|---|---|"
    for fault in Fault:
        usual = _told(fault, USUAL[fault])
        yield _row(WHAT[fault], usual, "; ".join(_exceptions(fault, usual)))


def _exceptions(fault: Fault, usual: str) -> Iterator[str]:
    """Networks on which it ends otherwise, those that end alike together."""
    others: dict[str, list[str]] = {}
    for name, standin in sorted(STANDINS.items()):
        told = _told(fault, ending_of(name, fault))
        if told != usual:
            others.setdefault(told, []).append(standin.label)
    for told, labels in others.items():
        yield f"{', '.join(labels)}: {told}"


def _told(fault: Fault, ending: Ending) -> str:
    if ending.outcome is Outcome.WAITING:
        return WAITING[ending.code]
    if ending.relinks:
        return "one e-mail asks to link again; the score stays"
    if ending.outcome is Outcome.FAILED:
        return f"given up for today (`{ending.code}`), again tomorrow"
    if fault is Fault.EXPIRED:
        return "renewed once, and read"
    return "read; what came before is not counted again"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
