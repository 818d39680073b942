"""The compose file and the Dockerfile name only what exists; no engine is needed to know that."""

import importlib.util
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config.services.places import ROOT

COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
PROGRAM = ("migrate", "web", "worker", "beat")
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:[?-][^}]*)?\}")
FOREIGN = {"RENOWN_BIND", "RENOWN_PORT", "POSTGRES_PASSWORD"}  # read by compose, not by settings


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return found


def settings_sources() -> str:
    read = [*(ROOT / "config" / "settings").glob("*.py"), ROOT / "config/services/provision.py"]
    return "\n".join(path.read_text() for path in read)


def words(command: list[str]) -> list[str]:
    """The words of a command, those inside `sh -c` too."""
    return [word for part in command for word in shlex.split(part.replace("$$", "$"))]


def commands() -> list[list[str]]:
    services = compose()["services"]
    found = [service["command"] for name, service in services.items() if name in PROGRAM[:1]]
    found += [services[name].get("command", []) for name in PROGRAM[1:]]
    found += [services[name]["healthcheck"]["test"] for name in PROGRAM[1:]]
    lines = DOCKERFILE.read_text().replace("\\\n", "")
    found += [yaml.safe_load(line) for line in re.findall(r"CMD (\[.*\])", lines)]
    return [words(command) for command in found]


def copied() -> list[str]:
    lines = [line.split() for line in DOCKERFILE.read_text().splitlines()]
    sources = [line[1:-1] for line in lines if line[:1] == ["COPY"] and "--from" not in line[1]]
    return [source for line in sources for source in line]


@pytest.mark.parametrize("source", copied())
def test_what_the_image_copies_exists_and_is_let_through(source: str) -> None:
    assert (ROOT / source).exists()
    assert f"!{source}" in (ROOT / ".dockerignore").read_text().splitlines()


def test_every_variable_is_read_by_the_settings() -> None:
    sources = settings_sources()
    for name in PROGRAM:
        for variable in compose()["services"][name]["environment"]:
            assert f'"{variable}"' in sources, f"{name}: nobody reads {variable}"


def test_the_example_names_all_that_compose_asks_for_and_nothing_else() -> None:
    text = COMPOSE.read_text()
    asked = {name for name, _ in VARIABLE.findall(text)}
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == asked


def test_a_variable_left_out_is_named_with_its_meaning() -> None:
    for name, default in VARIABLE.findall(COMPOSE.read_text()):
        assert default.startswith((":-", ":?")), f"{name} would silently be empty"
        assert default != ":?", f"{name} is asked for without a word"


def test_every_command_and_module_exists() -> None:
    for command in commands():
        for before, word in pairwise(command):
            if before in ("-m", "-A"):
                assert importlib.util.find_spec(word), f"no module {word}"
            if before == "manage.py":
                assert word in get_commands(), f"no management command {word}"
        assert all((ROOT / word).is_file() for word in command if word.endswith(".py"))


def test_the_application_that_the_web_server_loads_exists() -> None:
    target = next(word for command in commands() for word in command if ":application" in word)
    module, _, name = target.partition(":")
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    assert re.search(rf"^{name}\b", path.read_text(), re.MULTILINE)


def test_only_the_migration_holds_the_owners_and_the_administrators_keys() -> None:
    services = compose()["services"]
    for name in PROGRAM[1:]:
        text = str(services[name]["environment"])
        assert "OWNER" not in text
        assert "POSTGRES_PASSWORD" not in text


def test_the_program_waits_for_migrations_and_for_the_queue() -> None:
    services = compose()["services"]
    for name in PROGRAM[1:]:
        assert services[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }
        assert services[name]["depends_on"]["valkey"] == {"condition": "service_healthy"}
        assert services[name]["healthcheck"]
    assert services["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_every_named_volume_is_declared_and_used() -> None:
    used = {
        volume.partition(":")[0]
        for service in compose()["services"].values()
        for volume in service.get("volumes", [])
    }
    assert used == set(compose()["volumes"])


def test_the_image_runs_as_no_root() -> None:
    users = re.findall(r"^USER (\w+)$", DOCKERFILE.read_text(), re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")
