"""A Celery worker for the scripted network, in a process of its own. Begins at a line of input."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta

import django
from django.conf import settings

from config.celery import app

LEASE = timedelta(seconds=2)
SLOW = 0.3  # seconds a call: time enough to be killed in between


def main() -> None:
    settings.DATABASES["default"].update(json.loads(os.environ["WORKER_DATABASE"]))
    django.setup()
    from apps.connections.networks import registry
    from tests.pipeline.scripted import NAME, Scripted

    settings.NETWORKS[NAME] = {"ENABLED": True}
    settings.FETCH_LEASE = LEASE
    app.loader.import_default_modules()
    registry.ADAPTERS = {**registry.ADAPTERS, NAME: Scripted(slow=SLOW)}
    sys.stdin.readline()
    app.worker_main(
        ["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    )


if __name__ == "__main__":
    main()
