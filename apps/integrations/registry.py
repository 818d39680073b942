"""Which callback tells which system."""

from __future__ import annotations

from apps.integrations.callbacks import Callback
from apps.integrations.models import System
from apps.integrations.tracking import TrackingSystem
from apps.integrations.webhooks import Webhook

_TRACKING_SYSTEM = TrackingSystem()
CALLBACKS: dict[str, Callback] = {
    System.WEBHOOK: Webhook(),
    System.GREENHOUSE: _TRACKING_SYSTEM,
    System.ASHBY: _TRACKING_SYSTEM,
    System.RECRUITEE: _TRACKING_SYSTEM,
    System.KOMBO: _TRACKING_SYSTEM,
}
