"""The messages that Django's file backend wrote, read for the mailbox of the demo."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

NEWEST = 200
LONGEST = 500_000  # bytes of a file
RULE = re.compile(rb"^-{79}$", re.MULTILINE)  # what the backend puts between two messages


@dataclass(frozen=True, slots=True)
class Mail:
    """``key`` names the file and the place in it."""

    key: str
    subject: str
    to: str
    at: datetime
    text: str


def newest(folder: Path) -> list[Mail]:
    """Newest first, at most 200."""
    files = [
        path for path in folder.glob("*") if path.suffix in (".log", ".eml") and path.is_file()
    ]
    files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    mails = [mail for path in files[:NEWEST] for mail in _read(path)]
    return sorted(mails, key=lambda mail: mail.at, reverse=True)[:NEWEST]


def _read(path: Path) -> Iterator[Mail]:
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with path.open("rb") as file:
        parts = RULE.split(file.read(LONGEST))
    for number, part in enumerate(parts):
        if part.strip():
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            yield _mail(f"{path.stem}.{number}", message, written)


def _mail(key: str, message: EmailMessage, written: datetime) -> Mail:
    body = message.get_body(("plain", "html"))
    return Mail(
        key=key,
        subject=str(message.get("Subject", "")) or "(no subject)",
        to=str(message.get("To", "")),
        at=_sent(message) or written,
        text=str(body.get_content()) if body else "",
    )


def _sent(message: EmailMessage) -> datetime | None:
    at = getattr(message.get("Date"), "datetime", None)
    return at if isinstance(at, datetime) and at.tzinfo else None
