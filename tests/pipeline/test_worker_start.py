"""What a worker does before it forks: nothing that its children could not use."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

STARTS = """
from config.celery import app
app.loader.import_default_modules()
from django.db import connection
assert app.tasks["pipeline.fetch_connection"]
print(len(connection._connection_pools), connection.connection)
"""


def test_no_connection_is_open_when_it_forks() -> None:
    started = subprocess.run(
        [sys.executable, "-c", STARTS],
        cwd=settings.BASE_DIR,
        env={**os.environ, "RENOWN_ENV": "development", "DATABASE_POOL_MIN": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    assert started.stdout.split() == ["0", "None"]
