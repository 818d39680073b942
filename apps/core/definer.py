"""Functions that run as the tables' owner see over the wall: who may call them is said, one by one.

PostgreSQL lets everybody call a new function."""

from __future__ import annotations


def only_for_readers_of(table: str, *functions: str) -> str:
    """SQL that lets those call the functions (with their types) who may read the table, and nobody
    else. The application's role is not named: an installation calls it as it likes."""
    listed = ", ".join(functions)
    return f"""
REVOKE EXECUTE ON FUNCTION {listed} FROM PUBLIC;
DO $$ DECLARE reader text; BEGIN
    FOR reader IN SELECT DISTINCT r.rolname FROM pg_class c, aclexplode(c.relacl) a
        JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.oid = '{table}'::regclass AND a.privilege_type = 'SELECT'
          AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION {listed} TO %I', reader);
    END LOOP;
END $$;
"""  # noqa: S608  # names that migrations write, never a value


def for_everybody(*functions: str) -> str:
    return f"GRANT EXECUTE ON FUNCTION {', '.join(functions)} TO PUBLIC"
