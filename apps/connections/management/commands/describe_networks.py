"""What the adapters say of themselves, as the part of docs/networks.md that no hand may write."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.connections.networks.adapter import Adapter, Capability, LinkFlow
from apps.connections.networks.registry import ADAPTERS
from apps.connections.observations import Metric, Reason
from apps.core.generated import MarksMissing, between_marks, row

PART = "describe_networks"
FLOWS = {
    LinkFlow.OAUTH: "OAuth 2",
    LinkFlow.APPLICATION_PASSWORD: "an application password",
}
REASONS = {
    Reason.NOT_OFFERED: "not offered",
    Reason.NOT_GRANTED: "not granted",
    Reason.NEEDS_REVIEW: "after a review by the network",
    Reason.HIDDEN: "hidden",
    Reason.LIMITED: "a part",
    Reason.NOT_READ: "not read so far",
}
VERDICTS = {True: "nothing against it", False: "barred", None: "not without an agreement"}


class Command(BaseCommand):
    help = "Describes the networks in Markdown, from what their adapters say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="into docs/networks.md")

    def handle(self, *args: Any, **options: Any) -> None:
        text = description()
        if not options["write"]:
            self.stdout.write(text)
            return
        file = Path(settings.BASE_DIR) / "docs" / "networks.md"
        try:
            file.write_text(between_marks(file.read_text(), PART, text))
        except MarksMissing as error:
            raise CommandError(str(error)) from error


def description() -> str:
    """The whole generated part, networks by name."""
    adapters = [adapter for _, adapter in sorted(ADAPTERS.items())]
    parts = [*_table(adapters)]
    for adapter in adapters:
        parts += ["", *_about(adapter)]
    return "\n".join(parts)


def _table(adapters: Sequence[Adapter]) -> Iterator[str]:
    yield row("", *(adapter.label for adapter in adapters))
    yield "|---" * (len(adapters) + 1) + "|"
    yield row("linked by", *(FLOWS[adapter.flow] for adapter in adapters))
    for metric in Metric:
        cells = (_cell(adapter.capabilities()[metric]) for adapter in adapters)
        yield row(metric.value.replace("_", " "), *cells)
    yield row("use in hiring", *(VERDICTS[adapter.terms.allowed] for adapter in adapters))


def _cell(capability: Capability) -> str:
    return "yes" if capability.reason is None else REASONS[capability.reason]


def _about(adapter: Adapter) -> Iterator[str]:
    scopes = ", ".join(f"`{scope}`" for scope in adapter.scopes)
    yield f"### {adapter.label}"
    yield ""
    yield f"Scopes: {scopes or 'none'}."
    yield ""
    yield from (f"- Read: {item}." for item in adapter.consent.read)
    yield from (f"- Never read: {item}." for item in adapter.consent.never)
    for metric, capability in sorted(adapter.capabilities().items()):
        if capability.note:
            yield f"- {metric.value.replace('_', ' ').capitalize()}: {capability.note}"
    yield ""
    terms = adapter.terms
    yield f"Terms on hiring, {terms.dated}: {terms.statement}"
    yield ""
    yield f"Source: {terms.source}"
