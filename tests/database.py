"""The tests' database: made and emptied by the owner, used by the app role."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import environ
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from config.services.provision import provision

APP = "renown_app"
PATIENCE = 30.0  # seconds until nobody uses a database any more
_as_app: dict[str, Any] = {}
_as_owner: dict[str, Any] = {}


def make_database(worker: str) -> Callable[[], None]:
    """Creates and migrates ``test_renown_<worker>``; the returned function drops it."""
    name = f"test_renown_{worker}"
    owner = _owner_settings()
    _drop(owner, name)
    _administer(owner, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _as_owner.update(owner, NAME=name)
    _as_app.update(_app_settings(), NAME=name)
    provision(_conninfo(_as_owner), owner=_login(_as_owner), app=APP)
    as_owner()
    call_command("migrate", verbosity=0, interactive=False)
    as_app_role()

    def drop() -> None:
        connection.close()
        _drop(owner, name)

    return drop


def _drop(owner: dict[str, Any], name: str) -> None:
    """Without FORCE, which is refused while PostgreSQL itself cleans up in the database: a plain
    DROP ends that, and waits for it. Raises ObjectInUse where somebody stays for PATIENCE."""
    until = time.monotonic() + PATIENCE
    statement = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    while True:
        for login in (owner, {**_app_settings(), "NAME": owner["NAME"]}):
            _end_sessions(login, name)
        try:
            _administer(owner, statement)
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > until:
                raise
        else:
            return


def _end_sessions(login: dict[str, Any], name: str) -> None:
    """Those that threads of tests may have left: owner and app role may each end their own."""
    with psycopg.connect(_conninfo(login), autocommit=True) as link:
        link.execute("SET ROLE NONE")  # where one login serves for both, it may end its own alone
        link.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = session_user AND pid <> pg_backend_pid()",
            [name],
        )


def as_owner() -> None:
    """From here on the connection is the owner's."""
    connection.close()
    connection.settings_dict.update(_as_owner)


def as_app_role() -> None:
    """From here on the connection is the app role's, as in the web and worker processes."""
    connection.close()
    connection.settings_dict.update(_as_app)


def owner_conninfo() -> str:
    """For tests that look past the wall with a connection of their own."""
    return _conninfo(_as_owner)


def app_conninfo() -> str:
    return _conninfo(_as_app)


def truncate() -> None:
    """Empties all tables but Django's own lists."""
    connection.close()
    keep = ("django_migrations", "django_content_type")
    with psycopg.connect(_conninfo(_as_owner)) as owner:
        rows = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(keep)],
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(str(row[0])) for row in rows)
        owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def _owner_settings() -> dict[str, Any]:

    parsed = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
    return {**_empty(), **parsed, "OPTIONS": dict(parsed.get("OPTIONS", {}))}


def _app_settings() -> dict[str, Any]:
    """The app role's login; where one login serves for both it steps down with SET ROLE."""
    database = dict(settings.DATABASES["default"])
    options = dict(database.get("OPTIONS", {}))
    if database.get("USER") != APP:
        options["options"] = f"-c role={APP}"
    return {**_empty(), **database, "OPTIONS": options}


def _empty() -> dict[str, Any]:
    return {"USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}


def _login(database: dict[str, Any]) -> str:
    with psycopg.connect(_conninfo(database)) as link:
        row = link.execute("SELECT current_user").fetchone()
    assert row is not None
    return str(row[0])


def _conninfo(database: dict[str, Any], name: str = "") -> str:
    parts = {
        "dbname": name or database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "host": database["HOST"],
        "port": str(database["PORT"]),
        **database["OPTIONS"],
    }
    return psycopg.conninfo.make_conninfo(**{key: value for key, value in parts.items() if value})


def _administer(database: dict[str, Any], statement: sql.Composed) -> None:
    with psycopg.connect(_conninfo(database), autocommit=True) as link:
        link.execute(statement)
