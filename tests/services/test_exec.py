"""One command with real services around it."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import psycopg
import pytest
import redis

from config.services.places import Places
from tests.services.house import House, kill, pids_in, until, without_servers

ROLES = """
import os, psycopg, redis
owner = psycopg.connect(os.environ["DATABASE_OWNER_URL"])
owner.execute("CREATE TABLE note (id serial, words text)"); owner.commit()
app = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
app.execute("INSERT INTO note (words) VALUES ('kept')")
for forbidden in ("DROP TABLE note", "CREATE TABLE other ()", "CREATE ROLE x", "TRUNCATE note"):
    try:
        app.execute(forbidden)
    except psycopg.errors.InsufficientPrivilege:
        continue
    raise SystemExit(f"allowed: {forbidden}")
strong = "SELECT rolname FROM pg_roles WHERE rolname ~ '^renown' AND (rolsuper OR rolbypassrls)"
assert app.execute(strong).fetchall() == []
assert app.execute("SHOW listen_addresses").fetchone() == ("",)
collation = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'renown'"
assert app.execute(collation).fetchone() == ("b", "C.UTF-8")
store = redis.Redis.from_url(os.environ["REDIS_URL"])
assert "yes" in str(store.config_get("appendonly"))
print(os.environ["CELERY_BROKER_URL"])
"""
EPHEMERAL = "import os; print(os.environ.get('DATABASE_URL'), os.environ.get('REDIS_URL'))"


def fill(house: House) -> None:
    """A thousand rows and a thousand queue items."""
    with psycopg.connect(house.addresses.owner_url) as database:
        database.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    redis.Redis.from_url(house.addresses.redis_url).rpush("queue", *range(1000))


def count(house: House) -> tuple[object, object]:
    """Rows and queue items that are there; (0, 0) while nobody answers."""
    try:
        with psycopg.connect(house.addresses.database_url) as database:
            row = database.execute("SELECT count(*) FROM kept").fetchone()
        items = redis.Redis.from_url(house.addresses.redis_url).llen("queue")
    except (psycopg.OperationalError, redis.ConnectionError):
        return 0, 0
    return row and row[0], items


def nothing_runs(house: House) -> bool:
    """What was killed takes a moment to be gone."""
    return pids_in(house.var.resolve()) == set()


def started(house: House) -> object:
    with psycopg.connect(house.addresses.database_url) as database:
        return database.execute("SELECT pg_postmaster_start_time()").fetchone()


def test_the_program_gets_a_role_that_owns_nothing_and_a_durable_queue(house: House) -> None:
    broker = house.python(ROLES)
    assert broker == f"redis+socket://{house.sockets}/valkey.sock?virtual_host=0"


def test_the_folder_may_be_deep_and_have_spaces_in_its_name(tmp_path: Path, house: House) -> None:
    house.var = tmp_path / "a folder, with ‘words’" / ("deep" * 40) / "var"
    assert house.python("print('here')") == "here"


def test_a_second_start_attaches_and_leaves_the_services_running(house: House) -> None:
    first = house.hold()
    before = started(house)
    assert house.python(EPHEMERAL).split()[0] == house.addresses.database_url
    assert started(house) == before
    assert first.poll() is None
    first.communicate("")
    assert until(lambda: nothing_runs(house))


def test_rows_and_queue_items_survive_the_death_of_everything(house: House) -> None:
    holder = house.hold()
    fill(house)
    for pid in pids_in(house.var.resolve()) | {holder.pid}:
        kill(pid)
    holder.wait()
    again = house.hold()
    assert count(house) == (1000, 1000)
    again.communicate("")


def test_no_process_outlives_a_killed_supervisor(house: House) -> None:
    holder = house.hold()
    assert len(pids_in(house.var.resolve())) > 3
    kill(holder.pid)
    holder.wait()
    assert until(lambda: nothing_runs(house))


def test_process_files_of_somebody_else_do_not_block(house: House) -> None:
    holder = house.hold()
    fill(house)
    holder.communicate("")
    (house.var / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{house.var / 'postgres'}\n1\n5432\n{house.sockets}\n\n1 1\nready\n"
    )
    (house.var / "valkey" / "valkey.pid").write_text(f"{os.getpid()}\n")
    (house.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    for name in (".s.PGSQL.5432", "valkey.sock"):
        with socket.socket(socket.AF_UNIX) as left:
            (house.sockets / name).unlink(missing_ok=True)
            left.bind(str(house.sockets / name))
    again = house.hold()
    assert count(house) == (1000, 1000)
    again.communicate("")


def test_a_killed_service_comes_back_by_itself(house: House) -> None:
    holder = house.hold()
    fill(house)
    for name in ("postgres/postmaster.pid", "valkey/valkey.pid"):
        kill(int((house.var / name).read_text().split()[0]))
    assert until(lambda: count(house) == (1000, 1000))
    assert holder.poll() is None
    holder.communicate("")


@pytest.mark.parametrize("kind", ["open to all", "a link"])
def test_a_socket_folder_that_others_could_have_made_is_refused(
    house: House, tmp_path: Path, kind: str
) -> None:
    var = house.var.resolve()
    folder = tmp_path / f"renown-{os.geteuid()}-{Places(var).key}"
    if kind == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir()
        folder.chmod(0o755)
    base = Path(f"/tmp/renown-test-{os.getpid()}")  # noqa: S108 - short enough for a socket
    base.symlink_to(tmp_path)
    try:
        done = house.run("true", RENOWN_SOCKET_DIR=str(base))
    finally:
        base.unlink()
    assert done.returncode == 1
    assert "cannot be trusted" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_exit_code_is_the_commands(house: House) -> None:
    assert house.run("sh", "-c", "exit 7").returncode == 7


def test_signals_reach_the_command_and_the_services_stop_after_it(house: House) -> None:
    script = "trap 'echo asked; exit 3' TERM; echo up; while :; do sleep 0.05; done"
    process = subprocess.Popen(
        house.command("sh", "-c", script), env=without_servers(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=60)[0] == "asked\n"
    assert process.returncode == 3
    assert until(lambda: nothing_runs(house))


def test_where_servers_are_named_none_is_started(house: House, tmp_path: Path) -> None:
    holder = house.hold()
    urls = house.python(EPHEMERAL).split()
    other = House(tmp_path / "other")
    shown = other.python(EPHEMERAL, DATABASE_URL=urls[0], REDIS_URL=urls[1])
    assert shown.split() == urls
    assert not (other.var / "postgres").exists()
    holder.communicate("")


def test_a_server_that_does_not_answer_is_told_in_words(house: House) -> None:
    done = house.run(
        "true",
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    assert done.returncode == 1
    assert "DATABASE_URL cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
