"""A Celery worker for the scripted network, in a process of its own. Begins at a line of input.
``WORKER_HANGS_AT`` names a call that the network never answers."""

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

LEASE = timedelta(seconds=2)


def main() -> None:
    settings.DATABASES["default"].update(json.loads(os.environ["WORKER_DATABASE"]))
    django.setup()
    from apps.connections.networks import registry
    from tests.pipeline.scripted import NAME, Scripted

    class Hanging(Scripted):
        def _call(self, what: str, credential: Any = None) -> None:
            while what == os.environ["WORKER_HANGS_AT"]:
                time.sleep(1)
            super()._call(what, credential)

    settings.NETWORKS[NAME] = {"ENABLED": True}
    settings.FETCH_LEASE = LEASE
    app.loader.import_default_modules()
    registry.ADAPTERS = {**registry.ADAPTERS, NAME: Hanging()}
    sys.stdin.readline()
    app.worker_main(
        ["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    )


if __name__ == "__main__":
    main()
