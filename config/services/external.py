"""Servers that the environment names: check the roles, and fill in the variables left out."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

from config.services.addresses import APP
from config.services.errors import ServiceError
from config.services.provision import provision


def complete(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that follow from DATABASE_URL and REDIS_URL where these are set.

    Makes roles and grants where they are missing. ServiceError, with what to do, if the database
    cannot be reached or its roles are not as they must be.
    """
    found: dict[str, str] = {}
    if url := environment.get("REDIS_URL"):
        found["CELERY_BROKER_URL"] = environment.get("CELERY_BROKER_URL") or broker_url(url)
    if url := environment.get("DATABASE_URL"):
        owner_url = environment.get("DATABASE_OWNER_URL") or url
        found["DATABASE_OWNER_URL"] = owner_url
        try:
            found |= _roles(url, owner_url)
        except psycopg.OperationalError as error:
            raise ServiceError(f"The database of DATABASE_URL cannot be used: {error}") from error
    return found


def broker_url(redis_url: str) -> str:
    """Celery's spelling of an address that redis-py understands."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, query = redis_url.removeprefix("unix://").partition("?")
    return f"redis+socket://{path}?virtual_host={query.removeprefix('db=') or '0'}"


def _roles(url: str, owner_url: str) -> dict[str, str]:
    login, owner = _login(url), _login(owner_url)
    if login != owner:
        provision(owner_url, owner=owner, app=login)
        return {}
    provision(owner_url, owner=owner, app=APP)
    _check_switch(url, owner)
    return {"RENOWN_DATABASE_APP_ROLE": APP}


def _login(url: str) -> str:
    with psycopg.connect(url, connect_timeout=10) as connection:
        row = connection.execute("SELECT session_user").fetchone()
    return str(row[0]) if row else ""


def _check_switch(url: str, login: str) -> None:
    """The owner signs in and steps down to the app role, behind the wall."""
    with psycopg.connect(url, autocommit=True) as connection:
        # Before PostgreSQL 16 every member may switch.
        right = "SET" if connection.info.server_version >= 160_000 else "MEMBER"
        row = connection.execute(
            "SELECT pg_has_role(session_user, %s, %s)", [APP, right]
        ).fetchone()
        if row and row[0]:
            return
        try:
            connection.execute(
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(login))
            )
        except psycopg.errors.InsufficientPrivilege as error:
            raise ServiceError(
                f"{login} may not act as {APP}. Either GRANT {APP} TO {login}, or let "
                f"DATABASE_URL sign in as {APP} and DATABASE_OWNER_URL as {login}."
            ) from error
