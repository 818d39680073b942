"""An operator's decision: may a network's data enter a score that an employer sees?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import User
from apps.connections.actions import decisions
from apps.core.refusals import Refused


class Command(BaseCommand):
    help = "Allows a network's data into scores that employers see, or refuses it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("network", help="its name, such as x")
        either = parser.add_mutually_exclusive_group(required=True)
        either.add_argument("--allow", action="store_true")
        either.add_argument("--refuse", action="store_true")
        parser.add_argument("--operator", required=True, metavar="EMAIL", help="who decides")
        parser.add_argument("--agreement", default="", help="name of the agreement that allows it")
        parser.add_argument("--note", default="", help="anything else to remember")

    def handle(self, *args: Any, network: str, allow: bool, **options: Any) -> None:
        operator = User.objects.filter(email__iexact=options["operator"]).first()
        if operator is None:
            raise CommandError("Nobody signs in with this address.")
        try:
            decision = decisions.decide(
                network=network,
                allowed=allow,
                operator=operator,
                agreement=options["agreement"],
                note=options["note"],
            )
        except Refused as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(f"{decision}, {decision.decided_at:%Y-%m-%d %H:%M} UTC.")
