"""`make lock`: both locks anew from pyproject.toml, with hashes and without any registry's name."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "var" / "uv"
OPTIONS = [
    *("--generate-hashes", "--universal", "--no-header", "--no-emit-index-url", "--no-annotate"),
    *("--python-version", "3.12", "--quiet"),
]
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["--extra", "dev"]}


def main(arguments: list[str]) -> int:
    """Arguments go on to uv, such as --upgrade or --upgrade-package NAME."""
    uv = shutil.which("uv") or _own_uv()
    for lock, extra in LOCKS.items():
        command = [uv, "pip", "compile", *OPTIONS, *extra, *arguments, "-o", lock, "pyproject.toml"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        print(f"{lock} is written.")
    return 0


def _own_uv() -> str:
    """uv is no dependency of the program; a copy of it stays in var/."""
    binary = TOOLS / "bin" / "uv"
    if not binary.exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)
        subprocess.run([TOOLS / "bin" / "pip", "install", "--quiet", "uv"], check=True)
    return str(binary)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
