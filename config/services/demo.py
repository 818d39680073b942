"""`run`: the whole program, from nothing to a site with people in it."""

import http.client
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from config.services import marks, programs
from config.services.announce import announcement
from config.services.command import services
from config.services.errors import ServiceError
from config.services.journal import Journal
from config.services.keys import local_secrets
from config.services.lock import FolderLock, alive
from config.services.places import Places
from config.services.ports import HOST, require_free
from config.services.supervisor import Stopped, Supervisor

PATIENCE = 90.0  # seconds until the web server has to answer


def run_demo(var: Path, port: int) -> int:
    """Until somebody asks it to stop; 0 then, 1 if it could not come up."""
    places = Places.under(var)
    lock = FolderLock(places.run / "demo.lock")
    _claim(lock, places)
    require_free(port)
    url = f"http://localhost:{port}"
    lock.note(url)
    embedded = not os.environ.get("DATABASE_URL")
    os.environ.update(_environment(places, url))
    journal = Journal(places.log / "demo.log", terminal=sys.stdout)
    journal.say(f"Starting Renown. All logs: {places.log / 'demo.log'}")
    try:
        with services(places, journal) as supervisor:
            _Demo(places, port, url, supervisor, journal, embedded).run()
    except Stopped:
        journal.say("Renown has stopped.")
    return 0


class _Demo:
    def __init__(
        self,
        places: Places,
        port: int,
        url: str,
        supervisor: Supervisor,
        journal: Journal,
        embedded: bool,
    ) -> None:
        self._places, self._port, self._url = places, port, url
        self._supervisor, self._journal = supervisor, journal
        self._owner_url = os.environ["DATABASE_OWNER_URL"]
        # Only of its own database is it sure that nobody else changed it.
        self._marks = marks.read(self._owner_url) if embedded else {}
        self._embedded = embedded

    def run(self) -> None:
        """Raises Stopped in the end, ServiceError if a step fails."""
        self._migrate()
        self._supervisor.start(programs.web(self._port, {}))
        self._supervisor.start(programs.worker({}))
        if not self._supervisor.wait(lambda: answers(self._port), every=0.1, limit=PATIENCE):
            raise ServiceError("The web server does not answer; its words are above.")
        # After the others, who would share two cores with it for as long as they start.
        self._supervisor.start(programs.beat(self._places, {}))
        self._load()
        self._journal.say(announcement(self._places.demo, self._url))
        self._supervisor.wait(lambda: False, every=60.0)

    def _migrate(self) -> None:
        current = marks.fingerprint(marks.MIGRATIONS)
        if self._marks.get("migrated") == current:
            return
        if self._supervisor.run(programs.migrate({})):
            raise ServiceError("The database could not be migrated; the reason is above.")
        self._note(migrated=current)

    def _load(self) -> None:
        current = f"{self._url} {marks.fingerprint((*marks.MIGRATIONS, *marks.DEMO))}"
        known = marks.is_demo_file_of(self._places.demo, self._url)
        if known and self._marks.get("demo") == current:
            return
        if self._supervisor.run(programs.load_demo({})):
            raise ServiceError("The demo could not be loaded; the reason is above.")
        self._note(demo=current)

    def _note(self, **done: str) -> None:
        if self._embedded:
            marks.write(self._owner_url, **done)


def answers(port: int) -> bool:
    """Whether the web process says that it lives."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _environment(places: Places, url: str) -> Mapping[str, str]:
    """What makes it a demo; a variable that is set already keeps its value, but for the address."""
    wanted = {
        "RENOWN_ENV": "development",
        "RENOWN_DEMO": "1",
        "RENOWN_SANDBOX": "1",
        "RENOWN_VAR": str(places.var),
        **local_secrets(places.secrets),
    }
    return {**wanted, **{name: os.environ[name] for name in wanted if name in os.environ}} | {
        "PUBLIC_URL": url
    }


def _claim(lock: FolderLock, places: Places) -> None:
    """One demo in a folder; one that was killed is waited for while it is cleaned up."""
    until = time.monotonic() + 15
    while not lock.take():
        pid, url = lock.holder()
        if alive(pid) or time.monotonic() > until:
            raise ServiceError(
                f"This folder's demo runs already at {url or 'its address'} (process {pid}). "
                f"Use that one, or end it first: kill {pid}"
            )
        time.sleep(0.05)
