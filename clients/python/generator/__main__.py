"""python -m generator [--check]: writes types and methods anew, or says whether they are those of
docs/openapi.yaml."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.methods import Operation, operations, written
from generator.types import Types

HERE = Path(__file__).resolve().parent.parent
DESCRIPTION = HERE.parent.parent / "docs" / "openapi.yaml"
SAID = "Generated from the API's description:\nchange that, then run python -m generator."
FUTURE = "from __future__ import annotations\n\n"


def files(description: Mapping[str, Any]) -> dict[str, str]:
    """By name, formatted."""
    types = Types(description.get("components", {}).get("schemas", {}))
    for shared in description["paths"].values():
        for told in shared.values():
            if isinstance(told, dict):
                types.mark_sent(told.get("requestBody", {}))
    found = operations(description, types)
    types.define_all()
    return {
        "models.py": _formatted(_models(types)),
        "operations.py": _formatted(_operations(found, types, waits=False)),
        "async_operations.py": _formatted(_operations(found, types, waits=True)),
    }


def _models(types: Types) -> str:
    return (
        f'"""What the API takes and gives. {SAID}"""\n\n{FUTURE}'
        "from datetime import date, datetime\n"
        "from typing import Any, Literal, NotRequired, TypedDict\n"
        "from uuid import UUID\n\n"
        "type Id = str | UUID\ntype Moment = str | datetime\ntype Day = str | date\n\n\n"
        + "\n\n".join(types.code)
    )


def _operations(found: list[Operation], types: Types, *, waits: bool) -> str:
    name, pages = ("AsyncOperations", "AsyncPages") if waits else ("Operations", "Pages")
    methods = "\n".join(written(found, waits=waits))
    used = {*re.findall(r"\w+", methods)} & {"Id", *types.names}
    kind = "async def" if waits else "def"
    return (
        f'"""Every operation of the API. {SAID}"""\n\n{FUTURE}'
        "from functools import partial\nfrom typing import Any, Unpack\n\n"
        f"from renown.models import ({', '.join(sorted(used))})\n"
        f"from renown.pages import {pages}\nfrom renown.wire import Call\n\n\n"
        f"class {name}:\n"
        f"    {kind} _call(self, call: Call) -> Any:\n        raise NotImplementedError\n\n"
        f"    {kind} _page(self, call: Call, address: str | None) -> Any:\n"
        "        raise NotImplementedError\n\n" + methods
    )


def _formatted(code: str) -> str:
    ruff = [sys.executable, "-m", "ruff", "format", "--line-length", "100", "-"]
    sort = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        "I,F401",
        "--fix-only",
        "--quiet",
        "-",
    ]
    for command in (sort, ruff):
        done = subprocess.run(command, input=code, capture_output=True, text=True, check=True)
        code = done.stdout
    return code


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for name, code in files(yaml.safe_load(DESCRIPTION.read_text())).items():
        path = HERE / "renown" / name
        if not path.exists() or path.read_text() != code:
            stale.append(name)
            if not check:
                path.write_text(code)
    sys.stdout.write(f"{', '.join(stale) or 'nothing'} {'differs' if check else 'written'}\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
