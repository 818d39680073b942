"""`python -m config.services exec|run`: the program with real services around it."""

import argparse
import sys
from pathlib import Path

from config.services.command import execute
from config.services.demo import run_demo
from config.services.errors import ServiceError
from config.services.places import ROOT


def main(arguments: list[str]) -> int:
    """The exit code; a ServiceError is told in words."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.action == "run":
            return run_demo(asked.var, asked.port)
        command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
        if not command:
            raise ServiceError("Name a command: python -m config.services exec -- COMMAND")
        return execute(command, asked.var)
    except ServiceError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m config.services", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="the whole demo: web, worker and beat")
    run.add_argument("--port", type=int, default=8000)
    once = actions.add_parser("exec", help="one command, with DATABASE_URL and REDIS_URL set")
    once.add_argument("command", nargs=argparse.REMAINDER)
    for action in (run, once):
        action.add_argument("--var", type=Path, default=ROOT / "var", help="where all is kept")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
