"""Houses that are torn down whatever happened in them."""

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.services.places import Places
from tests.services.house import House, pids_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Nothing runs in it yet."""
    made = House(tmp_path / "var")
    yield made
    for pid in pids_in(made.var.resolve()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    key = Places(made.var.resolve()).key
    for left in Path("/tmp").glob(f"renown-*-{key}"):  # noqa: S108 - where the sockets are
        shutil.rmtree(left, ignore_errors=True)
