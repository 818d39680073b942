"""Servers that somebody else runs: the roles follow from the addresses."""

from collections.abc import Iterator

import psycopg
import pytest

from config.services.errors import ServiceError
from config.services.external import broker_url, complete
from tests.services.house import House


@pytest.fixture
def server(house: House) -> Iterator[House]:
    holder = house.hold()
    yield house
    holder.communicate("")


def test_what_the_two_addresses_leave_open_is_filled_in(server: House) -> None:
    app, owner = server.addresses.database_url, server.addresses.owner_url
    queue = server.addresses.redis_url
    found = complete({"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "REDIS_URL": queue})
    assert found == {"DATABASE_OWNER_URL": owner, "CELERY_BROKER_URL": server.addresses.broker_url}

    alone = server.addresses.database("postgres")
    assert complete({"DATABASE_URL": alone}) == {
        "DATABASE_OWNER_URL": alone,
        "RENOWN_DATABASE_APP_ROLE": "renown_app",
    }
    assert broker_url("redis://host:6379/3") == "redis://host:6379/3"


def test_an_owner_who_may_not_step_down_is_told_what_to_grant(server: House) -> None:
    owner = server.addresses.owner_url
    with pytest.raises(ServiceError, match="GRANT renown_app TO renown_owner"):
        complete({"DATABASE_URL": owner})
    with psycopg.connect(server.addresses.database("postgres")) as database:
        database.execute("GRANT renown_app TO renown_owner")
    assert complete({"DATABASE_URL": owner})["RENOWN_DATABASE_APP_ROLE"] == "renown_app"


def test_a_program_that_would_sign_in_past_the_wall_is_refused(server: House) -> None:
    with pytest.raises(ServiceError, match="row-level security would not hold"):
        complete(
            {
                "DATABASE_URL": server.addresses.database("postgres"),
                "DATABASE_OWNER_URL": server.addresses.owner_url,
            }
        )
