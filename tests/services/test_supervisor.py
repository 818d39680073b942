"""What dies is started again, with all that it had started; what is said is kept."""

import os
import socket
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from config.services.errors import ServiceError
from config.services.journal import Journal
from config.services.ports import require_free
from tests.services.house import House, kill, pids_in, until, without_servers

FAMILY = "import subprocess, time; subprocess.Popen(['sleep', '600']); print('up'); time.sleep(600)"
SUPERVISOR = """
import sys
from pathlib import Path
from config.services.journal import Journal
from config.services.process import Program
from config.services.supervisor import Stopped, Supervisor
folder = Path(sys.argv[1])
command = [sys.executable, "-u", "-c", sys.argv[2]]
family = Program("family", command, cwd=folder, patience=600)
with Supervisor(Journal(folder / "log")) as supervisor:
    supervisor.start(family)
    try:
        supervisor.wait(lambda: False, every=60)
    except Stopped:
        pass
"""


def start(folder: Path) -> int:
    folder.mkdir(parents=True)
    command = [sys.executable, "-c", SUPERVISOR, str(folder), FAMILY]
    pid = os.posix_spawn(sys.executable, command, without_servers())
    assert until(lambda: len(members(folder, pid)) == 2)
    return pid


def members(folder: Path, supervisor: int) -> set[int]:
    """The family: a parent and its child, which both work in the folder."""
    return {pid for pid in pids_in(folder) - {supervisor} if works_in(pid, folder)}


def parent_of(pid: int) -> int:
    """The second field after the name, which stands in brackets."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:  # it ended between being listed and being looked at
        return False


def test_a_killed_program_comes_back_and_its_children_do_not_stay(house: House) -> None:
    folder = house.var.resolve()
    pid = start(folder)
    before = members(folder, pid)
    kill(next(member for member in before if parent_of(member) == pid))
    assert until(lambda: len(members(folder, pid)) == 2 and not members(folder, pid) & before)
    assert "killed by SIGKILL; starting it again" in (folder / "log").read_text()
    kill(pid)
    os.waitpid(pid, 0)
    assert until(lambda: not members(folder, pid))


def test_stopping_takes_the_children_along(house: House) -> None:
    folder = house.var.resolve()
    pid = start(folder)
    asked = time.monotonic()
    os.kill(pid, 15)
    os.waitpid(pid, 0)
    assert time.monotonic() - asked < 60  # not after its patience, which is ten minutes here
    assert until(lambda: members(folder, pid) == set())


def test_the_log_has_whole_lines_with_a_name(tmp_path: Path) -> None:
    shown = StringIO()
    journal = Journal(tmp_path / "log", terminal=shown)
    loud, quiet = journal.pipe("web"), journal.pipe("queue", quiet=True)
    os.write(loud, b"half a ")
    os.write(quiet, b"busy\n")
    journal.listen(1)
    os.write(loud, b"line\nlast words")
    os.close(loud)
    os.close(quiet)
    for _ in range(4):
        journal.listen(0.1)
    assert shown.getvalue() == "web      | half a line\nweb      | last words\n"
    assert "queue    | busy\n" in (tmp_path / "log").read_text()


def test_a_port_in_use_is_told_with_another_to_take() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServiceError, match=f"make demo PORT={port + 1}"):
            require_free(port)
    with pytest.raises(ServiceError, match="There is no port 70000"):
        require_free(70000)
