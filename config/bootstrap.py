"""Makes .venv from the lock, if it is not there yet, and runs a command with its Python.

    python3 config/bootstrap.py ARGUMENTS...    is    .venv/bin/python ARGUMENTS...

Written for the standard library alone and for any Python 3, so that an old one can find a newer
one or say what to do.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "renown-lock"
UNFINISHED = VENV / "renown-unfinished"
VERSIONS = ("3.14", "3.13", "3.12")
# What a Python must be able to do here; one built without OpenSSL's headers cannot.
PROBE = """
import sys
if sys.version_info < (3, 12):
    sys.exit("is %d.%d" % sys.version_info[:2])
import ssl, ctypes, venv
print(sys.executable)
"""
NO_PYTHON = """Renown needs Python 3.12 or newer, and found none that runs:{looked}
Install one and run the same command again, for instance
  Debian 13, Ubuntu 24.04:  apt install python3 python3-venv
  any system, with pyenv:   pyenv install 3.13
  any system, with uv:      uv python install 3.13
"""
NO_VENV = """{python} cannot make a virtual environment.
  Debian, Ubuntu:  apt install python3-venv
  any system:      install uv
"""


class SetupError(Exception):
    """The message says what a person has to do."""


def main(arguments: "list[str]") -> int:
    """Make .venv if needed, then become the command."""
    os.chdir(str(ROOT))
    try:
        make_once()
    except SetupError as error:
        sys.stderr.write("\n%s\n" % error)
        return 1
    if arguments:
        os.execv(str(PYTHON), [str(PYTHON), *arguments])  # noqa: S606 - no shell is wanted
    return 0


def is_current() -> bool:
    """Whether .venv was made to its end from the lock as it is now."""
    return read(STAMP) == lock_hash() and PYTHON.exists() and not UNFINISHED.exists()


def lock_hash() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def make_once() -> None:
    """One make at a time, others wait; the kernel frees the lock of a killed one."""
    if is_current():
        return
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "bootstrap.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        # Programs started from here keep the lock too: they may outlive a killed one of us.
        os.set_inheritable(stream.fileno(), True)  # noqa: FBT003 - takes no names
        if not is_current():
            make()


def make() -> None:
    """Make or bring up to date; one that was killed half-way is made anew."""
    uv = shutil.which("uv") or ""
    if UNFINISHED.exists() or not runs(PYTHON):
        python = find_python(uv)
        clear()
        create(python, uv)
    UNFINISHED.touch()
    say("Installing what requirements-dev.lock names ...")
    install(uv)
    STAMP.write_text(lock_hash())
    UNFINISHED.unlink()


def clear() -> None:
    """Empty .venv but for the mark that it is unfinished."""
    if VENV.is_symlink():
        raise SetupError(".venv is a link. Remove it and run the same command again.")
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    for path in VENV.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        elif path != UNFINISHED:
            path.unlink()


def create(python: str, uv: str) -> None:
    """Make the environment, with uv's help where Python lacks a part of its own."""
    say("Making .venv with %s ..." % python)
    failed = subprocess.call([python, "-m", "venv", str(VENV)], stdout=2, close_fds=False)
    if failed and uv:
        command = [uv, "venv", "--quiet", "--allow-existing", "--python", python, str(VENV)]
        failed = subprocess.call(command, stdout=2, close_fds=False)
    if failed:
        raise SetupError(NO_VENV.format(python=python))


def install(uv: str) -> None:
    """Exactly the lock, each file checked against its hash."""
    if uv:
        command = [uv, "pip", "sync", "--quiet", "--python", str(PYTHON)]
        command += ["--require-hashes", str(LOCK)]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
    if subprocess.call(command, stdout=2, close_fds=False):
        raise SetupError("The packages could not be installed; the reason is above. Try again.")


def find_python(uv: str) -> str:
    """The path of the first Python that is new enough and really runs."""
    looked = ""
    for candidate in candidates(uv):
        found, reason = probe(candidate)
        if found:
            return found
        looked += "\n  %s: %s" % (candidate, reason)
    raise SetupError(NO_PYTHON.format(looked=looked))


def candidates(uv: str) -> "list[str]":
    """All of PATH (a shim of pyenv may stand before a Python that runs), pyenv's, uv's."""
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    names = ["python" + version for version in VERSIONS] + ["python3"]
    found = [Path(folder) / name for name in names for folder in folders]
    found += pyenv_pythons()
    if uv:
        found += uv_pythons(uv)
    return list({str(path): None for path in found if os.access(str(path), os.X_OK)})


def pyenv_pythons() -> "list[Path]":
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")  # noqa: PTH111
    patterns = ["versions/" + version + "*/bin/python3" for version in VERSIONS]
    return [path for pattern in patterns for path in sorted(Path(root).glob(pattern), reverse=True)]


def uv_pythons(uv: str) -> "list[Path]":
    asked = subprocess.Popen(
        [uv, "python", "find", ">=3.12"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return [Path(line) for line in asked.communicate()[0].decode().split("\n") if line]


def probe(candidate: str) -> "tuple[str, str]":
    """Its own path, or the reason why it will not do."""
    try:
        running = subprocess.Popen(
            [candidate, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        return "", str(error)
    output, errors = running.communicate()
    if running.returncode == 0:
        return output.decode().strip(), ""
    lines = errors.decode("utf-8", "replace").strip().split("\n")
    return "", lines[-1 if lines[0].startswith("Traceback") else 0]


def runs(python: Path) -> bool:
    return python.exists() and bool(probe(str(python))[0])


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
