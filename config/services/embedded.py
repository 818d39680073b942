"""Starts the services of one var folder, or finds them running."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from config.services.addresses import Addresses, note_folder
from config.services.errors import ServiceError
from config.services.lock import FolderLock, alive
from config.services.places import Places
from config.services.postgres import Postgres
from config.services.supervisor import Supervisor
from config.services.valkey import Valkey

PATIENCE = 60.0  # seconds until a service has to answer


@dataclass(frozen=True)
class Embedded:
    """The services that the environment does not name; None for one that it does."""

    places: Places
    postgres: Postgres | None
    valkey: Valkey | None

    @classmethod
    def missing(cls, places: Places, environment: Mapping[str, str]) -> "Embedded":
        """Those without a URL in the environment. Tests forget more in a crash, and run faster."""
        durable = environment.get("RENOWN_ENV") != "test"
        if environment.get("DATABASE_URL") and environment.get("REDIS_URL"):
            return cls(places, None, None)
        postgres = Postgres.of(places, durable=durable)
        note_folder(places.run, postgres.sockets, postgres.user.uid)
        valkey = Valkey.of(places, postgres.sockets, durable=durable)
        return cls(
            places,
            None if environment.get("DATABASE_URL") else postgres,
            None if environment.get("REDIS_URL") else valkey,
        )

    @property
    def names(self) -> list[str]:
        found = {"postgres": self.postgres, "valkey": self.valkey}
        return [name for name, service in found.items() if service]

    def addresses(self) -> dict[str, str]:
        """The variables by which the program finds these services."""
        found = {"RENOWN_VAR": str(self.places.var)}
        if self.postgres:
            known = Addresses(self.postgres.sockets)
            found |= {"DATABASE_URL": known.database_url, "DATABASE_OWNER_URL": known.owner_url}
        if self.valkey:
            known = Addresses(self.valkey.socket.parent)
            found |= {"REDIS_URL": known.redis_url, "CELERY_BROKER_URL": known.broker_url}
        return found

    def claim(self, lock: FolderLock) -> bool:
        """True: ours to start. False: somebody else's, and they answer.

        While a killed start is still being cleaned up, this waits. ServiceError after PATIENCE.
        """
        until = time.monotonic() + PATIENCE
        while not lock.take():
            pid, running = lock.holder()
            if alive(pid) and set(self.names) <= set(running.split()) and self.ready():
                return False
            if time.monotonic() > until:
                raise ServiceError(
                    f"Process {pid} holds {self.places.run / 'services.lock'}, but its services "
                    "do not answer. End that process and start again."
                )
            time.sleep(0.05)
        return True

    def start(self, supervisor: Supervisor, lock: FolderLock) -> None:
        """Start under the supervisor what was claimed, and wait until it is of use."""
        for service in self._services():
            service.prepare()
            program = service.program()
            supervisor.before_restart[program.name] = service.prepare
            supervisor.start(program)
        if not supervisor.wait(self.ready, every=0.01, limit=PATIENCE):
            raise ServiceError(f"The services do not answer. Look into {self.places.log}.")
        if self.postgres:
            self.postgres.settle()
        lock.note(" ".join(self.names))

    def ready(self) -> bool:
        """Whether all take requests now."""
        return all(service.ready() for service in self._services())

    def _services(self) -> list[Postgres | Valkey]:
        return [service for service in (self.postgres, self.valkey) if service]
