"""The score model that was active before is active again, at once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.refusals import Refused
from apps.scoring.actions import rollbacks
from apps.scoring.management.asked import TOLD, reason


class Command(BaseCommand):
    help = "Makes the score model active again that was active before, and scores everybody anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--because", default="", type=reason, metavar="TEXT", help=TOLD)
        parser.add_argument("--to", default="", metavar="VERSION", help="for a second step back")

    def handle(self, *args: Any, because: str, to: str, **options: Any) -> None:
        try:
            release = rollbacks.roll_back(because=because, to=to)
        except Refused as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(
            f"{release.version} is active again. Everybody is scored anew by it, organisations are"
            " told, and all scores are kept."
        )
