"""What the networks' budgets have left, and a way to go on at once when one was raised."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.connections.actions import waiting
from apps.connections.networks import budget
from apps.connections.networks.budget import Ledger
from apps.connections.networks.registry import ADAPTERS, LEDGERS


class Command(BaseCommand):
    help = "Shows what of each network's budget is spent, and which networks refuse for now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--go-on",
            choices=[*ADAPTERS],
            help="read the accounts of this network now that wait for its budget",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for network in sorted(ADAPTERS):
            for line in _lines(network):
                self.stdout.write(line)
        if options["go_on"]:
            count = waiting.go_on(network=options["go_on"])
            self.stdout.write(f"{count} accounts that waited for a budget are read now.")


def _lines(network: str) -> Iterator[str]:
    if network in LEDGERS:
        yield f"{network}: {_account(LEDGERS[network]())}"
    _, application = budget.whole(network, "")
    if until := budget.closed_until(application):
        yield f"{network}: refuses the whole application until {_moment(until)}"


def _account(ledger: Ledger) -> str:
    used = budget.spent(ledger.pot, resets_at=ledger.resets_at)
    share = f"{used / ledger.limit:.0%}" if ledger.limit else "nothing may be spent"
    amounts = f"{_amount(ledger, used)} of {_amount(ledger, ledger.limit)} {ledger.unit}"
    return f"{amounts} spent ({share}), counted anew from {_moment(ledger.resets_at)}"


def _amount(ledger: Ledger, units: int) -> str:
    places = 2 if ledger.scale > 1 else 0
    return f"{units / ledger.scale:,.{places}f}"


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}"
