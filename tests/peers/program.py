"""The program as it runs: a worker of its own, and people at browsers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.db import connection

from config.services.addresses import APP
from tests import factories

SECONDS = 90.0
_WORKER = ["-m", "celery", "-A", "config.celery", "worker", "--beat", "--concurrency", "2"]


class Browser:
    """Somebody at the site's pages over HTTP. Use as a context."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, address: str, *, status: int = 200) -> str:
        answer = self._http.get(address)
        assert answer.status_code == status, (answer.status_code, answer.url)
        return answer.text

    def submit(
        self, address: str, fields: Mapping[str, Any], *, to: str = "", follow: bool = True
    ) -> httpx.Response:
        """Opens the page and sends its form, to itself or to another address."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(address))
        assert token, f"no form at {address}"
        sent = {"csrfmiddlewaretoken": token[1], **fields}
        answer = self._http.post(to or address, data=sent, follow_redirects=follow)
        assert answer.status_code in {200, 302}, (answer.status_code, answer.text)
        return answer

    def sign_in(self, email: str) -> None:
        form = {"login": email, "password": factories.PASSWORD}
        assert self.submit("/accounts/login/", form).url.path != "/accounts/login/"


@contextmanager
def running_worker(var: Path, *, public_url: str, reachable: str) -> Iterator[None]:
    """The worker and the clock of ``make demo``, on this test's database and queue; mails go to
    ``var/mail``. It is ready when the context begins."""
    process = subprocess.Popen(
        [sys.executable, *_WORKER, "--schedule", str(var / "beat")],
        cwd=settings.BASE_DIR,
        env={**os.environ, **_environment(var, public_url, reachable)},
        stdout=(var / "worker.log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    log = var / "worker.log"
    try:
        until(lambda: process.poll() is not None or " ready." in log.read_text(), "a worker")
        assert process.poll() is None, log.read_text()
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        sys.stdout.write(log.read_text())  # pytest shows it where the test failed


def _environment(var: Path, public_url: str, reachable: str) -> dict[str, str]:
    database = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    role = "" if connection.settings_dict["USER"] == APP else APP
    return {
        "RENOWN_ENV": "development",
        "RENOWN_SANDBOX": "0",
        "RENOWN_VAR": str(var),
        "RENOWN_DATABASE_APP_ROLE": role,
        "DATABASE_URL": url,
        "REDIS_URL": settings.REDIS_URL,
        "TASK_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
        "CACHE_PREFIX": settings.CACHES["default"]["KEY_PREFIX"],
        "PUBLIC_URL": public_url,
        "HTTP_ALLOWED_PRIVATE_HOSTS": reachable,
    }


def letters(var: Path, email: str) -> list[str]:
    """The texts of the mails to somebody, as they lie in the worker's folder."""
    found = []
    for path in sorted((var / "mail").glob("*.log")):
        for raw in re.split(r"^-{79}\n", path.read_text(), flags=re.MULTILINE):
            message = message_from_string(raw, policy=policy.default)
            assert isinstance(message, EmailMessage)
            body = message.get_body(("plain",))
            if email in str(message["To"]) and body is not None:
                found.append(str(body.get_content()))
    return found


def until[T](found: Callable[[], T], what: str) -> T:
    """What comes true before long; ``what`` names it where it does not."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.25)
    raise AssertionError(f"it took too long: {what}")
