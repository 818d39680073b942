"""A web server as in production, on a database of the benchmark's own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

from psycopg.conninfo import conninfo_to_dict

from tests import database

WORKERS, THREADS = 2, 4  # those of the Dockerfile
PATIENCE = 60.0  # seconds until it answers


@contextmanager
def serving() -> Iterator[int]:
    """Its port on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(_command(port), env=_environment(), stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _command(port: int) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    return [*command, "--no-ws", "--log-level", "warning", "benchmarks.rest.wsgi:application"]


def _environment() -> dict[str, str]:
    owner = conninfo_to_dict(database.owner_conninfo())
    environment = {
        **os.environ,
        "RENOWN_ENV": "development",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _url(database.app_conninfo()),
        "DATABASE_OWNER_URL": _url(database.owner_conninfo()),
        "BARE_USER": str(owner.get("user", "")),
        "API_REQUESTS_A_MINUTE": "100000000",
        "PUBLIC_URL": "http://127.0.0.1",
        "LOG_LEVEL": "WARNING",
    }
    environment.pop("PYTEST_XDIST_WORKER", None)
    return environment


def _url(conninfo: str) -> str:
    told = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    who = quote(told.get("user", ""), safe="")
    if told.get("password"):
        who += f":{quote(told['password'], safe='')}"
    query = urlencode({name: told[name] for name in ("host", "port") if told.get(name)})
    return f"postgresql://{who}@/{told['dbname']}?{query}"


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        link = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            link.request("GET", "/healthz")
            link.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            link.close()
    raise TimeoutError("the server does not answer")
