"""Seals every secret with the newest of TOKEN_KEYS, so that older keys can be taken out.

docs/operations.md says when to run it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts import second_factors
from apps.connections.actions import keys
from apps.connections.actions.keys import Found
from apps.core.sealing import Age
from apps.integrations.actions import keys as systems


class Command(BaseCommand):
    help = "Seals every secret with the newest of TOKEN_KEYS. May be stopped and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; say whether older keys are needed"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self._rotate()
        needed = _needed()
        self.stdout.write(
            f"{needed[Found.NEWEST]} secrets under the newest key, {needed[Found.OLDER]} under "
            f"older ones, {needed[Found.LOST]} that no key opens."
        )
        if needed[Found.LOST]:
            raise CommandError("Put the keys back that opened them, or let their people link anew.")
        if needed[Found.OLDER]:
            raise CommandError("Older keys are still needed.")
        self.stdout.write("Older keys are not needed any more.")

    def _rotate(self) -> None:
        done: Counter[Found] = Counter()
        for person_id in keys.people():
            done += keys.rotate(person_id=person_id)
        for organisation_id in systems.organisations():
            done += systems.rotate(organisation_id=organisation_id)
        done[Found.RESEALED] += second_factors.reseal()
        self.stdout.write(
            f"{done[Found.RESEALED]} sealed anew, "
            f"{done[Found.REPLACED]} replaced by others meanwhile."
        )


def _needed() -> Counter[Found]:
    found: Counter[Found] = Counter()
    for person_id in keys.people():
        found += keys.check(person_id=person_id)
    for organisation_id in systems.organisations():
        found += systems.check(organisation_id=organisation_id)
    for age, count in second_factors.ages().items():
        found[Found(Age(age))] += count
    return found
