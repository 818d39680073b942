from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.organisations.actions import api_keys, klout
from apps.sandbox.demo import asked, play, record, stage
from apps.sandbox.demo.script import EMPLOYERS, EVERYWHERE_AT, PASSWORD, cast
from apps.sandbox.demo.stage import Stage


class Command(BaseCommand):
    help = "Fills the running demo with two employers and their candidates. Twice is once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SANDBOX_ENABLED:
            raise CommandError("The demo needs the sandbox: set RENOWN_SANDBOX=1.")
        known = record.read()
        stages = [stage.build(employer) for employer in EMPLOYERS]
        casts = [cast(number) for number in range(len(EMPLOYERS))]
        for one, roles in zip(stages, casts, strict=True):
            play.play(one, roles, self._tell)
        play.finish(stages, casts, self._tell)
        first = stages[0]
        klout.switch(organisation=first.organisation, on=True, by=first.owner)
        names = {"klout_screen_names": asked.screen_names(first.organisation)}
        operator = stage.user("Olga Operator", "operator@renown.example", is_operator=True)
        keys = {entry["slug"]: entry["api_key"] for entry in known.get("organisations", [])}
        record.write(
            {
                "url": settings.PUBLIC_URL,
                "organisations": [
                    _facts(one, keys) | (names if one is first else {}) for one in stages
                ],
                "candidate": {"email": casts[0][EVERYWHERE_AT].email, "password": PASSWORD},
                "operator": {"email": operator.email, "password": PASSWORD},
                "mailbox": f"{settings.PUBLIC_URL}/sandbox/mail/",
            }
        )

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _facts(one: Stage, keys: dict[str, str]) -> dict[str, Any]:
    slug = one.organisation.slug
    key = keys.get(slug, "")
    return {
        "name": one.organisation.name,
        "slug": slug,
        "api_key": key if api_keys.authenticate(key) else stage.new_key(one),
        "users": [
            {"email": email, "password": PASSWORD, "role": role} for email, role in one.users
        ],
    }
