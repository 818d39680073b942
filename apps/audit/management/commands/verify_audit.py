"""Checks every chain of audit events.

Run it as the database's owner: RENOWN_DATABASE_ROLE=owner manage.py verify_audit"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.audit import chains


class Command(BaseCommand):
    help = "Checks that no audit event was changed, removed or slipped in."

    def handle(self, *args: Any, **options: Any) -> None:
        if not chains.sees_every_chain():
            raise CommandError(
                "This role sees no chain but its own. Set RENOWN_DATABASE_ROLE=owner and run again."
            )
        states = [chains.state(chain) for chain in chains.every_chain()]
        broken = [state for state in states if not state.holds]
        for state in broken:
            self.stdout.write(_sentence(state))
        if broken:
            raise CommandError(f"{len(broken)} of {len(states)} chains do not hold.")
        steps = sum(state.head.sequence for state in states if state.head)
        self.stdout.write(f"{len(states)} chains with {steps} events hold.")


def _sentence(state: chains.ChainState) -> str:
    if state.broken_at is not None:
        return f"Chain {state.chain_id} breaks at step {state.broken_at}."
    return f"Chain {state.chain_id} has {state.unsealed} events without a seal."
