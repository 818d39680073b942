"""The tracking systems that Renown knows. Adding one means adding its file, and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from apps.integrations.ats.adapter import Adapter
from apps.integrations.ats.ashby import ADAPTER as ASHBY
from apps.integrations.ats.greenhouse import ADAPTER as GREENHOUSE
from apps.integrations.ats.kombo import ADAPTER as KOMBO
from apps.integrations.ats.recruitee import ADAPTER as RECRUITEE

ADAPTERS: Mapping[str, Adapter] = {
    each.system.value: each for each in (GREENHOUSE, ASHBY, RECRUITEE, KOMBO)
}


def adapter(system: str) -> Adapter:
    """Raises ``KeyError`` for what is no tracking system."""
    return ADAPTERS[system]
