"""Brings a score model to everybody: shadow run, report, announcement; the rest goes by itself."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from apps.core.refusals import Refused
from apps.scoring import release_lines
from apps.scoring.actions import releases, runs, shadow_runs
from apps.scoring.actions.shadow_runs import GatesRefused
from apps.scoring.engine.model import ModelError
from apps.scoring.management.asked import (
    TOLD,
    day_of,
    reason,
    refuse_what_does_not_fit,
    release_of,
    text_of,
)
from apps.scoring.models import Release, ReleaseState
from apps.scoring.release_report import report
from apps.scoring.released import active_version
from apps.scoring.shadowed import run_beside_active

LOOK = 1.0  # seconds between two looks at the run
STILL = 60  # looks without a change, after which workers are asked for


class Command(BaseCommand):
    help = "Runs a score model in the shadow, says who would move, announces and activates it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("model", nargs="?", metavar="FILE", help="or a version known here")
        parser.add_argument("--activate", action="store_true", help="announce it and set its day")
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--on", metavar="DATE", help="active from then, such as 2026-12-07, UTC")
        when.add_argument("--in-days", type=int, metavar="N", help="active in so many days")
        when.add_argument("--now", action="store_true", help="at once; needs --because")
        parser.add_argument("--because", default="", type=reason, metavar="TEXT", help=TOLD)
        parser.add_argument("--no-wait", action="store_true", help="leave the shadow run alone")
        parser.add_argument("--json", action="store_true", help="the report for programs, whole")
        parser.add_argument("--status", action="store_true", help="all releases and their states")
        parser.add_argument("--stop", metavar="VERSION", help="end one that is not active yet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._handle(options)
        except GatesRefused as refused:
            for sentence in refused.sentences:
                self.stderr.write(sentence)
            raise CommandError("It may not be released.") from None
        except Refused as refused:
            raise CommandError(refused.message) from None
        except KeyboardInterrupt:
            raise CommandError("Workers go on without this command.", returncode=130) from None

    def _handle(self, options: dict[str, Any]) -> None:
        refuse_what_does_not_fit(options)
        if options["status"]:
            self._status(as_json=options["json"])
        elif options["stop"]:
            self._say(releases.stop(version=options["stop"], because=options["because"]))
        elif not options["model"]:
            raise CommandError("Name the model's file, or one of --status and --stop.")
        elif options["activate"]:
            self._activate(options)
        else:
            self._shadow(options)

    def _shadow(self, options: dict[str, Any]) -> None:
        text = text_of(options["model"])
        try:
            release = shadow_runs.begin(text=text)
        except ModelError as error:
            raise CommandError(f"{options['model']}: {error}") from None
        if release.state != ReleaseState.SHADOW:
            self._say(release, to=self.stderr)
        elif options["no_wait"]:
            self._aside(f"{release.version}: {_progress(release)}")
        else:
            self._wait(release)
        if not options["no_wait"]:
            self._report(release, as_json=options["json"])

    def _wait(self, release: Release) -> None:
        """Goes on to the run's end, which needs workers; they go on without this command too."""
        last, same = "", 0
        while True:
            said = _progress(release)
            same = 0 if said != last else same + 1
            if not same:
                self._aside(f"{release.version}: {said}")
            if _is_done(release):
                return
            if same == STILL:
                self._aside("Nothing moves. Are there workers?")
            last = said
            time.sleep(LOOK)

    def _aside(self, text: str) -> None:
        """What is no part of the report."""
        self.stderr.write(text, str)

    def _report(self, release: Release, *, as_json: bool) -> None:
        found = report(release)
        if as_json:
            self.stdout.write(json.dumps(found.to_json(), indent=1))
            return
        for line in release_lines.lines(found):
            self.stdout.write(line)

    def _activate(self, options: dict[str, Any]) -> None:
        release = release_of(options["model"])
        because = options["because"] if options["now"] else ""
        release = releases.announce(release_id=release.pk, at=day_of(options), because=because)
        if options["now"] and releases.activate(release_id=release.pk):
            release.refresh_from_db()
        self._say(release)

    def _status(self, *, as_json: bool) -> None:
        known = list(Release.objects.order_by("created_at"))
        if as_json:
            self.stdout.write(json.dumps([_facts(each) for each in known], indent=1))
            return
        for release in known:
            self._say(release)
        if not any(release.state == ReleaseState.ACTIVE for release in known):
            self.stdout.write(f"{active_version()}: active, the program's default")

    def _say(self, release: Release, *, to: OutputWrapper | None = None) -> None:
        words = {
            ReleaseState.SHADOW: f"since {_moment(release.shadow_at)}",
            ReleaseState.ANNOUNCED: f"active from {_moment(release.activates_at)} on",
            ReleaseState.ACTIVE: f"since {_moment(release.activated_at)}",
        }
        at = words.get(ReleaseState(release.state), f"on {_moment(release.ended_at)}")
        why = release.ended_because or release.because
        (to or self.stdout).write(f"{release}, {at}{f' ({why})' if why else ''}")


def _progress(release: Release) -> str:
    run = run_beside_active(release)
    now = runs.progress(run) if run else runs.Progress(0, 0, 0, finished=False)
    return f"{now.done} of {now.total} candidates done, {now.failed} could not be"


def _is_done(release: Release) -> bool:
    run = run_beside_active(release)
    if run is None:
        raise CommandError("Another shadow run took its place: run this again.")
    return runs.progress(run).finished


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "-"


def _facts(release: Release) -> dict[str, Any]:
    times = ("shadow_at", "announced_at", "activates_at", "activated_at", "ended_at")
    return {
        "version": release.version,
        "state": release.state,
        "sha256": release.sha256,
        **{name: at.isoformat() if (at := getattr(release, name)) else None for name in times},
        "because": release.because,
        "ended_because": release.ended_because,
    }
