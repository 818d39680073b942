"""What has been done to a database, noted in the database itself, to skip it next time.

A comment goes with its database: a new one, or one restored, has no marks or its own.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from config.services.places import ROOT

MIGRATIONS = ("apps/**/migrations/*.py", "config/settings/*.py", "requirements.lock")
DEMO = ("apps/sandbox/**/*.py", "apps/**/management/commands/load_demo.py")


def fingerprint(patterns: Iterable[str]) -> str:
    """Changes when one of these files does."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(bytes(path.relative_to(ROOT)) + path.read_bytes())
    return digest.hexdigest()[:16]


def read(owner_url: str) -> dict[str, str]:
    """The marks; none where the comment is somebody else's."""
    question = (
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
        "WHERE datname = current_database()"
    )
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(question).fetchone()
    try:
        found = json.loads(row[0]) if row and row[0] else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def write(owner_url: str, **marks: str) -> None:
    """Add to the marks; needs the database's owner."""
    text = json.dumps({**read(owner_url), **marks})
    with psycopg.connect(owner_url) as connection:
        name = sql.Identifier(connection.info.dbname)
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(text))
        connection.execute(statement)


def is_demo_file_of(file: Path, url: str) -> bool:
    """Whether the facts of the demo are there and lead to this address."""
    try:
        facts = json.loads(file.read_text())
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and facts.get("url") == url
