"""A Celery worker that scores slowly, in a process of its own. Begins at a line of input.
``WORKER_HANGS_AFTER`` people it never comes back."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from typing import Any

import django
from django.conf import settings

from config.celery import app


def main() -> None:
    settings.DATABASES["default"].update(json.loads(os.environ["WORKER_DATABASE"]))
    django.setup()
    from apps.pipeline import actions
    from apps.scoring.actions import runs, shadows
    from apps.scoring.batch import shadowed

    left = int(os.environ["WORKER_HANGS_AFTER"])

    def slowly(work: Any) -> Any:
        def wrapped(*args: Any, **named: Any) -> Any:
            nonlocal left
            answer = work(*args, **named)
            left -= 1
            while not left:
                time.sleep(1)  # what was done is not noted yet
            return answer

        return wrapped

    actions.score = slowly(actions.score)
    shadowed.write = slowly(shadowed.write)
    runs.LEASE = timedelta(seconds=2)
    shadows.BATCH = 2
    app.loader.import_default_modules()
    sys.stdin.readline()
    app.worker_main(
        ["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    )


if __name__ == "__main__":
    main()
