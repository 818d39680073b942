"""The two roles of a database, made and granted as often as one likes."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.services.errors import ServiceError
from config.services.provision import provision
from tests.services.house import House


@pytest.fixture
def admin(house: House) -> Iterator[str]:
    """The address of an administrator of a database without roles of its own."""
    holder = house.hold()
    url = house.addresses.database("postgres", "postgres")
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE DATABASE fresh")
    yield house.addresses.database("postgres", "fresh")
    holder.communicate("")


def test_roles_and_grants_of_a_database(house: House, admin: str) -> None:
    for _ in range(2):
        provision(admin, owner="holder", app="guest", app_password="word")
    with psycopg.connect(house.addresses.database("holder", "fresh")) as owner:
        owner.execute("CREATE TABLE facts (id serial)")
        owner.execute("REVOKE UPDATE, DELETE ON facts FROM guest")
    provision(admin, owner="holder", app="guest")
    with psycopg.connect(house.addresses.database("guest", "fresh"), autocommit=True) as guest:
        guest.execute("INSERT INTO facts DEFAULT VALUES")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            guest.execute("DELETE FROM facts")
    with psycopg.connect(admin) as database:
        stored = "SELECT rolpassword FROM pg_authid WHERE rolname = 'guest'"
        row = database.execute(stored).fetchone()
        assert row
        assert row[0].startswith("SCRAM-SHA-256$")


def test_who_may_not_make_roles_or_would_pass_the_wall_is_told(house: House, admin: str) -> None:
    with pytest.raises(ServiceError, match="An administrator of the database has to run once"):
        provision(house.addresses.owner_url, owner="renown_owner", app="another")
    with pytest.raises(ServiceError, match="row-level security would not hold"):
        provision(admin, owner="holder", app="postgres")


def test_secrets_are_made_once_and_readable_by_their_owner_alone(tmp_path: Path) -> None:
    from config.services.keys import local_secrets

    made = local_secrets(tmp_path / "secrets.env")
    assert local_secrets(tmp_path / "secrets.env") == made
    assert set(made) == {"SECRET_KEY", "TOKEN_KEYS", "ACTOR_HASH_KEY"}
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600
