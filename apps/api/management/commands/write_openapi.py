"""Writes docs/openapi.yaml, and refuses where that would break programs that exist."""

from __future__ import annotations

from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.api.openapi.breaking import breaking
from apps.api.openapi.document import PATH, as_text, present


class Command(BaseCommand):
    help = "Writes docs/openapi.yaml from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--break", action="store_true", dest="anyway", help="Even so.")

    def handle(self, *args: Any, anyway: bool, **options: Any) -> None:
        made = present()
        text = as_text(made)
        broken = (
            breaking(yaml.safe_load(PATH.read_text()), yaml.safe_load(text))
            if PATH.exists()
            else []
        )
        for sentence in broken:
            self.stderr.write(sentence)
        if broken and not anyway:
            raise CommandError("This breaks programs. Make it otherwise, or add --break.")
        PATH.write_text(text)
        self.stdout.write(f"{PATH.relative_to(PATH.parent.parent)} is written.")
