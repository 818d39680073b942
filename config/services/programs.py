"""The demo's own programs, as they are run in production too."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from config.services.places import ROOT, Places
from config.services.ports import HOST
from config.services.process import Program

# Views mostly wait, for the database and, while an account is linked, for a network: in the demo
# that is this very server, so a thread that waits must never be the last one.
WEB_THREADS = 12
WORKER_PROCESSES = 2


def web(port: int, environment: Mapping[str, str]) -> Program:
    """One process with a few threads; a worker process that dies comes back by itself."""
    command = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", str(WEB_THREADS)]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5"]
    command += ["--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning"]
    return _python("web", [*command, "config.wsgi:application"], environment)


def worker(environment: Mapping[str, str]) -> Program:
    """Runs the tasks; asked to stop, it finishes those at hand."""
    command = ["celery", "-A", "config.celery", "worker", "--loglevel", "INFO"]
    command += ["--concurrency", str(WORKER_PROCESSES), "--without-gossip", "--without-mingle"]
    return _python("worker", command, environment)


def beat(places: Places, environment: Mapping[str, str]) -> Program:
    """Sends what is due."""
    schedule = places.run / "beat-schedule"
    command = ["celery", "-A", "config.celery", "beat", "--loglevel", "INFO"]
    command += ["--schedule", str(schedule), "--pidfile", ""]
    return _python("beat", command, environment)


def migrate(environment: Mapping[str, str]) -> Program:
    """As the owner of the tables."""
    owner = {**environment, "RENOWN_DATABASE_ROLE": "owner"}
    return _python("migrate", ["manage", "migrate", "--no-input", "--verbosity", "1"], owner)


def load_demo(environment: Mapping[str, str]) -> Program:
    """Talks to the running web server; fills in what is missing."""
    return _python("demo", ["manage", "load_demo"], environment)


def _python(name: str, module: list[str], environment: Mapping[str, str]) -> Program:
    start = [str(ROOT / "manage.py")] if module[0] == "manage" else ["-m", module[0]]
    return Program(
        name=name,
        command=[sys.executable, *start, *module[1:]],
        environment={
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": _with_root(os.environ.get("PYTHONPATH", "")),
            **environment,
        },
        cwd=ROOT,
        stop_signal=signal.SIGTERM,
        orphan_signal=signal.SIGKILL,
    )


def _with_root(path: str) -> str:
    return os.pathsep.join([str(Path(ROOT)), *filter(None, [path])])
