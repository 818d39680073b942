"""The stand-in of WordPress is an address that a person types: it may be reached, nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.networks.wordpress import LinkError, discover, errors
from apps.sandbox.wordpress.standin import STANDIN

SAY = "from django.conf import settings; print(*settings.HTTP_ALLOWED_PRIVATE_HOSTS)"


@pytest.mark.parametrize(
    ("sandbox", "public_url", "allowed"),
    [
        ("1", "http://localhost:8000", "localhost:8000"),
        ("1", "https://demo.example/", "demo.example:443"),
        ("1", "http://demo.example", "demo.example:80"),
        ("0", "http://localhost:8000", ""),
    ],
)
def test_only_with_the_sandbox_is_the_sites_own_address_allowed(
    sandbox: str, public_url: str, allowed: str
) -> None:
    told = {
        "RENOWN_ENV": "development",
        "RENOWN_SANDBOX": sandbox,
        "PUBLIC_URL": public_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    left = {k: v for k, v in os.environ.items() if k not in ("PYTEST_VERSION", "RENOWN_DEMO")}
    run = subprocess.run(  # our own interpreter and words
        [sys.executable, "-c", SAY],
        cwd=settings.BASE_DIR,
        env={**left, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == allowed


@pytest.mark.django_db(transaction=True)
def test_a_blog_is_found_by_its_address_and_no_other_port_is_opened(
    live_server: LiveServer, settings: Settings
) -> None:
    handle = STANDIN.world().people[0].handle
    address = f"{live_server.url}/sandbox/wordpress/{handle}"
    host = live_server.url.removeprefix("http://")
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [host]
    for typed in (address, f"{address}/", f"{address}/wp-json/"):
        site = discover(typed)
        assert site.root == f"{address}/wp-json/"
        assert site.url == address
        assert site.authorization == f"{address}/wp-admin/authorize-application.php"
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [f"{host}1"]
    with pytest.raises(LinkError) as refused:
        discover(address)
    assert type(refused.value) is errors.PrivateAddress


def test_the_sandboxs_index_says_what_address_to_type(client: Client) -> None:
    told = client.get("/sandbox/").content.decode()
    address = re.search(r"<code>(\S+)</code>", told)
    assert address
    assert address[1].startswith(f"{settings.PUBLIC_URL}/sandbox/wordpress/")
    assert client.get(urlsplit(address[1]).path).status_code == 200
