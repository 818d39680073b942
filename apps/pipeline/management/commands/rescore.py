"""Scores everybody anew under the active model, or shows how far that is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from kombu.exceptions import OperationalError

from apps.pipeline import runs as pipeline
from apps.scoring.actions import runs
from apps.scoring.actions.runs import Progress
from apps.scoring.models import Run, RunKind, RunState
from apps.scoring.released import active_version

LOOK = 1.0  # seconds between two looks at the progress
STILL = 15.0  # seconds without progress, after which a worker is asked for: more than a turn
NO_WORKER = (
    "No worker answers, so nothing goes on. Start one (celery -A config.celery worker), or do the "
    "work in this process with --here. The run is kept, and goes on with the next worker."
)


class Command(BaseCommand):
    help = "Scores everybody anew under the active model. May be stopped and run again: it goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", metavar="SLUG", help="only people whom it sees")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--no-wait", action="store_true", help="begin, and do not look on")
        how.add_argument("--status", action="store_true", help="begin nothing, say how far it is")
        how.add_argument("--here", action="store_true", help="work in this process, not by workers")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["organisation"]
        organisation_id = _organisation(slug) if slug else None
        if options["status"]:
            self._status(organisation_id)
            return
        run = runs.begin(
            kind=RunKind.RESCORE, model_version=active_version(), organisation_id=organisation_id
        )
        self.stdout.write(f"Everybody is scored anew under {run.model_version}.")
        if options["no_wait"]:
            self._show(runs.progress(run), None)
            return
        try:
            self._watch(run, _here(run) if options["here"] else _wait)
        except KeyboardInterrupt:
            raise CommandError("Stopped looking on. Run it again to see how it goes on.") from None

    def _watch(self, run: Run, move: Callable[[], None]) -> None:
        pace = _Pace(runs.progress(run))
        while not pace.now.finished:
            move()
            pace.look(runs.progress(run))
            self._show(pace.now, pace)
            if pace.stands_still() and not _worker_answers():
                raise CommandError(NO_WORKER)
        run.refresh_from_db()
        if run.state == RunState.REPLACED or pace.now.failed:
            raise CommandError(
                f"{run.get_state_display()}. {pace.now.failed:,} failed: see the log."
            )
        self.stdout.write(self.style.SUCCESS(f"{run.get_state_display()}."))

    def _status(self, organisation_id: UUID | None) -> None:
        run = Run.objects.of(RunKind.RESCORE, organisation_id).newest_first().first()
        if run is None:
            self.stdout.write("Nobody was scored anew yet.")
            return
        progress = runs.progress(run)
        begun = f"{run.begun_at:%Y-%m-%d %H:%M} UTC"
        state = run.get_state_display().lower()
        self.stdout.write(f"{run.model_version}, begun {begun}: {state}.")
        self._show(progress, None)

    def _show(self, progress: Progress, pace: _Pace | None) -> None:
        line = f"{progress.done:,} of {progress.total:,} people done, {progress.failed:,} failed"
        self.stdout.write(f"{line}{pace.words() if pace else ''}")


class _Pace:
    """How fast it goes since this process has been looking on."""

    def __init__(self, progress: Progress) -> None:
        self.now, self._first = progress, progress
        self._since = self._moved = time.monotonic()

    def look(self, progress: Progress) -> None:
        if progress != self.now:
            self._moved = time.monotonic()
        self.now = progress

    def stands_still(self) -> bool:
        return time.monotonic() - self._moved > STILL

    def words(self) -> str:
        speed = (self._first.left - self.now.left) / (time.monotonic() - self._since)
        if speed <= 0:
            return ", waiting"
        minutes, seconds = divmod(round(self.now.left / speed), 60)
        return f", {speed:,.1f} a second, {minutes} min {seconds:02} s left"


def _organisation(slug: str) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_id_of_slug(%s)", [slug])
        row = cursor.fetchone()
    if not row or row[0] is None:
        raise CommandError(f"There is no organisation {slug}.")
    found: UUID = row[0]
    return found


def _worker_answers() -> bool:
    try:
        return bool(current_app.control.ping(timeout=LOOK, limit=1))
    except (OperationalError, OSError) as error:
        raise CommandError(f"The broker does not answer ({type(error).__name__}).") from None


def _wait() -> None:
    time.sleep(LOOK)


def _here(run: Run) -> Callable[[], None]:
    def work() -> None:
        chunk = runs.next_free(run)
        if chunk:
            pipeline.work(chunk_id=chunk)
        else:
            _wait()  # workers hold all that is left

    return work
