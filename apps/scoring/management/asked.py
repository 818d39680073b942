"""What an operator asked of a command about score models: a file, a version, a day."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from apps.scoring.engine.model import ModelError
from apps.scoring.models import Release
from apps.scoring.released import parsed, shipped_path

TOLD = "the reason, as organisations are told it"
LONGEST = 500  # characters of a reason


def reason(text: str) -> str:
    """On one line."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise ArgumentTypeError(f"at most {LONGEST} characters, not {len(said)}")
    return said


def refuse_what_does_not_fit(options: dict[str, Any]) -> None:
    """Nothing that was asked for is left aside in silence."""
    day = options["on"] or options["in_days"] is not None or options["now"]
    if day and not options["activate"]:
        raise CommandError("--on, --in-days and --now go with --activate.")
    if options["because"] and not (options["now"] or options["stop"]):
        raise CommandError("--because goes with --now or --stop.")


def text_of(name: str) -> str:
    """Of the file, else of a version that was released or ships with the program."""
    path = Path(name)
    if not path.is_file():
        known = Release.objects.filter(version=name).first()
        if known:
            return known.content
        path = path if "/" in name else shipped_path(name)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise CommandError(f"{name}: {why}.") from None


def release_of(name: str) -> Release:
    try:
        version = parsed(text_of(name)).version
    except ModelError as error:
        raise CommandError(f"{name}: {error}") from None
    release = Release.objects.filter(version=version).first()
    if release is None:
        raise CommandError(f"{version} has to run in the shadow first: leave out --activate.")
    return release


def day_of(options: dict[str, Any]) -> datetime | None:
    """None where the usual notice is to be given."""
    now = timezone.now()
    if options["now"]:
        if not options["because"].strip():
            raise CommandError('--now needs --because "...": organisations are told the reason.')
        return now
    if options["in_days"] is not None:
        return _days_ahead(now, options["in_days"])
    return _day(options["on"]) if options["on"] else None


def _days_ahead(now: datetime, days: int) -> datetime:
    try:
        return now + timedelta(days=days)
    except OverflowError:
        raise CommandError(f"--in-days: {days} is too far away.") from None


def _day(text: str) -> datetime:
    try:
        day = parse_date(text)
        at = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001
    except ValueError:
        at = None
    if at is None:
        raise CommandError(f"--on: {text!r} is no day; such as 2026-12-07 or 2026-12-07T09:00Z.")
    return at if at.tzinfo else at.replace(tzinfo=UTC)
