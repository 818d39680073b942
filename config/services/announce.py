"""What a person who started the demo needs to know."""

import json
from collections.abc import Iterator
from pathlib import Path


def announcement(file: Path, url: str) -> str:
    """Address, sign-ins of each role and API keys, from what the demo wrote."""
    try:
        facts = json.loads(file.read_text())
        lines = [*_organisations(facts["organisations"])]
    except (OSError, ValueError, KeyError, TypeError):
        lines = ["(the demo's sign-ins could not be read)"]
    rule = "-" * 72
    body = "\n".join(lines)
    return f"\n{rule}\nRenown is at {url}\n{body}\n\nCtrl-C stops everything.\n{rule}\n"


def _organisations(organisations: list[dict[str, object]]) -> Iterator[str]:
    for organisation in organisations:
        yield f"\n{organisation['name']}"
        users = organisation["users"]
        assert isinstance(users, list)
        for user in users:
            yield f"  {user['role']:<10} {user['email']}   {user['password']}"
        yield f"  {'API key':<10} {organisation['api_key']}"
