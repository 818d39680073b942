"""What a log does not need: each thing once, when it is over."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import structlog

BEGINNINGS = frozenset({"request_started", "task_started", "task_enqueued", "task_received"})
HEARTBEATS = frozenset({"pipeline.dispatch_due", "pipeline.heartbeat"})  # every few seconds
PROBES = ("GET /healthz", "GET /readyz", "GET /static/")


def drop_noise(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: drops beginnings, and answers to probes that went well."""
    if event.get("event") in BEGINNINGS:
        raise structlog.DropEvent
    well = event.get("event") == "request_finished" and int(event.get("code", 0)) < 400
    if well and str(event.get("request", "")).startswith(PROBES):
        raise structlog.DropEvent
    if event.get("event") == "task_succeeded" and event.get("task") in HEARTBEATS:
        raise structlog.DropEvent
    return event
