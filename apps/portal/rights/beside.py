"""What a download says in words, beside the columns of a row. In the person's scope; each takes a
batch, and asks a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from apps.audit.models import Actor
from apps.candidates.consent_text import statements_as_agreed
from apps.candidates.models import Invitation
from apps.connections.credentials import unseal
from apps.connections.names import Account
from apps.connections.networks.registry import adapter
from apps.core.sealing import CannotOpen
from apps.portal.own.viewers import names_of
from apps.scoring.engine.result import ScoreResult
from apps.scoring.present import words


def of_consents(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The text that was agreed to, in the language in which it was shown, and the items."""
    keys = [row.invitation_id for row in rows]
    asked = Invitation.objects.with_people().in_bulk(keys)
    return [_of_consent(row, asked[row.invitation_id]) for row in rows]


def _of_consent(row: Any, invitation: Invitation) -> dict[str, Any]:
    told = statements_as_agreed(
        employer=invitation.organisation.name,
        version=row.text_version,
        language=row.text_language,
        networks=row.networks,
        begun_at=row.granted_at,
        ends_at=row.expires_at,
    )
    return {
        "employer": invitation.organisation.name,
        "opening": invitation.opening.title,
        "text": [{"title": each.title, "text": each.text} for each in told],
        "items": {name: _items(name) for name in row.networks},
    }


def _items(network: str) -> dict[str, Any]:
    consent = adapter(network).consent.said()
    return {
        "read": [str(each) for each in consent.read],
        "never_read": [str(each) for each in consent.never],
    }


def of_connections(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The account's own name, which is kept sealed."""
    return [{"account": _label(row)} for row in rows]


def _label(row: Any) -> str:
    try:
        return unseal(row.sealed_credential, owner=row.pk).credential.label
    except CannotOpen:
        return ""


def of_named_accounts(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """What an employer who asks for the account is told of it."""
    return [_named(row) for row in rows]


def _named(row: Any) -> dict[str, Any]:
    try:
        account = Account.unseal(row.sealed_account, owner=row.pk)
    except CannotOpen:
        return {"account": "", "account_id": ""}
    return {"account": account.name, "account_id": account.account_id}


def of_scores(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The explanation in sentences, as the page has it."""
    return [{"explanation": _told(ScoreResult.from_json(row.result))} for row in rows]


def _told(result: ScoreResult) -> list[str]:
    return [*words.summary(result), *words.standing(result), *words.notes(result)]


def named(column: str) -> Callable[[Sequence[Any]], list[dict[str, Any]]]:
    """Who is behind a reference to a member of a team."""
    key = f"{column}_id"

    def of_rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
        people = names_of(getattr(row, key) for row in rows)
        return [{f"{column}_name": people.get(getattr(row, key), "")} for row in rows]

    return of_rows


def of_events(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Who it was: members of teams by name."""
    people = names_of(row.actor_id for row in rows if row.actor == Actor.USER)
    return [{"actor_name": people.get(row.actor_id, "")} for row in rows]
