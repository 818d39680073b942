"""The two roles of the database: one owns the tables, the other uses them behind the wall.

    python -m config.services.provision

reads DATABASE_ADMIN_URL (optional, a role that may create roles), DATABASE_OWNER_URL and
DATABASE_URL, makes what is missing and can be run again at any time, before migrations.
"""

import os
import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from config.services.errors import ServiceError

TABLES = sql.SQL("SELECT, INSERT, UPDATE, DELETE")
SEQUENCES = sql.SQL("USAGE, SELECT")
ADMIN_HINT = """An administrator of the database has to run once:
    CREATE ROLE {owner} LOGIN CREATEDB;
    CREATE ROLE {app} LOGIN;
and give both a password, or name that administrator in DATABASE_ADMIN_URL."""

Connection = psycopg.Connection[tuple[object, ...]]


def provision(
    connection_info: str,
    *,
    owner: str,
    app: str,
    owner_password: str | None = None,
    app_password: str | None = None,
) -> None:
    """Make both roles if missing, and grant in the connection's database what they need.

    Connect as `owner`, or as a role that may act for it. Whatever `owner` creates in the schema
    public can be read and written by `app`, which owns nothing. Grants that a migration takes back
    stay taken back. Raises ServiceError if a role is missing and cannot be made, or if `app` could
    step over the wall.
    """
    with psycopg.connect(connection_info) as connection:
        try:
            _role(connection, owner, owner_password, sql.SQL("LOGIN CREATEDB"))
            _role(connection, app, app_password, sql.SQL("LOGIN"))
        except psycopg.errors.InsufficientPrivilege as error:
            raise ServiceError(ADMIN_HINT.format(owner=owner, app=app)) from error
        _refuse_strong_role(connection, app)
        try:
            _grant(connection, owner, app)
        except psycopg.errors.InsufficientPrivilege as error:
            raise ServiceError(
                f"The role of this connection may not grant for {owner}: {error}. "
                f"Connect as {owner}, which must own the database."
            ) from error


def _role(
    connection: Connection, name: str, password: str | None, attributes: sql.Composable
) -> None:
    if _found(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", name):
        return
    with connection.transaction():
        connection.execute(
            sql.SQL("CREATE ROLE {} NOSUPERUSER NOBYPASSRLS {}").format(
                sql.Identifier(name), attributes
            )
        )
        if password:
            # Hashed here, so that no log of the server can hold it.
            hashed = connection.pgconn.encrypt_password(password.encode(), name.encode()).decode()
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(name), sql.Literal(hashed)
                )
            )


def _refuse_strong_role(connection: Connection, app: str) -> None:
    strong = "SELECT 1 FROM pg_roles WHERE rolname = %s AND (rolsuper OR rolbypassrls)"
    if _found(connection, strong, app):
        raise ServiceError(
            f"The role {app} is a superuser or has BYPASSRLS: row-level security would not hold. "
            f"Give the program another role, or ALTER ROLE {app} NOSUPERUSER NOBYPASSRLS."
        )


def _grant(connection: Connection, owner: str, app: str) -> None:
    names = {"owner": sql.Identifier(owner), "app": sql.Identifier(app)}
    parts = {**names, "tables": TABLES, "sequences": SEQUENCES}
    by_default = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT "
    statements = []
    if not _may(connection, owner, "CREATE"):
        statements.append("GRANT CREATE, USAGE ON SCHEMA public TO {owner}")
    if not _may(connection, app, "USAGE"):
        statements.append("GRANT USAGE ON SCHEMA public TO {app}")
    if not _granted_before(connection, owner, app):
        statements += [
            "GRANT {tables} ON ALL TABLES IN SCHEMA public TO {app}",
            "GRANT {sequences} ON ALL SEQUENCES IN SCHEMA public TO {app}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}",
            by_default + "{tables} ON TABLES TO {app}",
            by_default + "{sequences} ON SEQUENCES TO {app}",
        ]
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**parts))


def _may(connection: Connection, role: str, privilege: str) -> bool:
    question = "SELECT 1 WHERE has_schema_privilege(%s, 'public', %s)"
    return _found(connection, question, role, privilege)


def _granted_before(connection: Connection, owner: str, app: str) -> bool:
    """Whether the default privileges are set: then existing tables are the migrations' matter."""
    return _found(
        connection,
        """
        SELECT 1 FROM pg_default_acl, aclexplode(defaclacl) AS grants
        WHERE defaclrole = %s::regrole AND defaclnamespace = 'public'::regnamespace
          AND defaclobjtype = 'S' AND grants.grantee = %s::regrole
        """,
        _quoted(connection, owner),
        _quoted(connection, app),
    )


def _quoted(connection: Connection, name: str) -> str:
    return sql.Identifier(name).as_string(connection)


def _found(connection: Connection, question: str, *values: str) -> bool:
    return connection.execute(question.encode(), values).fetchone() is not None


def main() -> int:
    """Provision from the environment; 0, or 1 with the reason on standard error."""
    try:
        owner_url, app_url = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
        owner, app = conninfo_to_dict(owner_url), conninfo_to_dict(app_url)
        admin_url = os.environ.get("DATABASE_ADMIN_URL") or owner_url
        if app["user"] == owner["user"]:
            raise ServiceError("DATABASE_URL and DATABASE_OWNER_URL must name different roles.")
        provision(
            admin_url,
            owner=str(owner["user"]),
            app=str(app["user"]),
            owner_password=_text(owner.get("password")),
            app_password=_text(app.get("password")),
        )
    except KeyError as missing:
        print(f"{missing} is not set or names no user.", file=sys.stderr)
    except (ServiceError, psycopg.Error) as error:
        print(error, file=sys.stderr)
    else:
        return 0
    return 1


def _text(value: object) -> str | None:
    return str(value) if value else None


if __name__ == "__main__":
    sys.exit(main())
