"""The first step on a fresh machine, with nothing but some Python."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.services.places import ROOT

SOURCE = ROOT / "config" / "bootstrap.py"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout whose lock names no package."""
    (tmp_path / "config").mkdir()
    shutil.copy(SOURCE, tmp_path / "config")
    (tmp_path / "requirements-dev.lock").write_text("# nothing\n")
    return tmp_path


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def boot(clone: Path, *arguments: str, path: str, home: Path | None = None) -> tuple[int, str]:
    """Exit code and all that was said."""
    done = subprocess.run(
        [sys.executable, clone / "config" / "bootstrap.py", *arguments],
        env={"PATH": path, "HOME": str(home or clone), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_an_old_python_can_read_it() -> None:
    ast.parse(SOURCE.read_text(), feature_version=(3, 5))


def test_where_no_python_will_do_it_says_what_was_found_and_what_to_do(clone: Path) -> None:
    shims = clone / "shims"
    program(shims, "python3.13", 'echo "pyenv: python3.13: command not found" >&2; exit 127')
    program(shims, "python3", 'echo "is 3.9" >&2; exit 1')
    code, said = boot(clone, path=str(shims))
    assert code == 1
    assert f"{shims}/python3.13: pyenv: python3.13: command not found" in said
    assert f"{shims}/python3: is 3.9" in said
    assert "apt install python3" in said
    assert "Traceback" not in said


def test_a_shim_that_fails_is_passed_over_for_a_version_of_pyenv(clone: Path) -> None:
    shims = clone / "shims"
    program(shims, "python3.13", "exit 127")
    binaries = clone / ".pyenv" / "versions" / "3.12.9" / "bin"
    binaries.mkdir(parents=True)
    real = Path(sys.executable).resolve()
    program(binaries, "python3", f'exec "{real}" "$@"')
    path = os.pathsep.join([str(shims), "/bin", "/usr/bin"])
    half_made = clone / ".venv" / "bin"
    half_made.mkdir(parents=True)
    (half_made / "python").symlink_to("/nowhere/python")
    (clone / ".venv" / "renown-unfinished").touch()

    code, said = boot(clone, "-c", "import sys; print('runs in', sys.prefix)", path=path)
    assert code == 0, said
    assert f"runs in {clone / '.venv'}" in said
    lock = (clone / "requirements-dev.lock").read_bytes()
    assert (clone / ".venv" / "renown-lock").read_text() == hashlib.sha256(lock).hexdigest()
    assert not (clone / ".venv" / "renown-unfinished").exists()

    code, said = boot(clone, "-c", "print('at once')", path=path)
    assert (code, said) == (0, "at once\n")
