"""An address that a person typed never leads into a private network, by no trick."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings
from pytest_socket import SocketConnectBlockedError

from apps.core.addresses import check_ip
from apps.core.http import GuardedClient, Refusal, RefusedAddress, Unreachable
from tests.http.stage import Stage, redirect, reply

PRIVATE = (
    "127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 "
    "100.64.0.1 100.127.255.254 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 "
    "224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1 168.63.129.16 "
    ":: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1 2001:db8::1 3fff::1 "
    "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:93.184.216.34 ::7f00:1 2002:7f00:1:: "
    "2002:0a00:0001:: 2001:0:53aa:64c::1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::a00:1 "
    "100::1 5f00::1"
)
PUBLIC = "93.184.216.34 8.8.8.8 100.63.255.255 172.32.0.1 2606:2800:220:1::1 2a00:1450::1"


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_private_or_reserved_address_passes(address: str) -> None:
    with pytest.raises(RefusedAddress) as refused:
        check_ip(address)
    assert refused.value.reason is Refusal.PRIVATE


@pytest.mark.parametrize("address", PUBLIC.split())
def test_ordinary_addresses_pass(address: str) -> None:
    check_ip(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://a.example/", Refusal.NOT_HTTP),
        ("file:///etc/passwd", Refusal.NOT_HTTP),
        ("gopher://a.example/", Refusal.NOT_HTTP),
        ("//a.example/", Refusal.NOT_HTTP),
        ("http://", Refusal.BAD_NAME),
        ("http:///x", Refusal.BAD_NAME),
        ("http://user@a.example/", Refusal.HAS_USER),
        ("http://user:pass@a.example/", Refusal.HAS_USER),
        ("http://a.example:25/", Refusal.BAD_PORT),
        ("http://a.example:6379/", Refusal.BAD_PORT),
        ("http://a.example:0/", Refusal.BAD_PORT),
        ("http://a.example:99999/", Refusal.BAD_PORT),
        ("http://[::1/", Refusal.BAD_NAME),
        ("http://xn--\u2603-.example/", Refusal.BAD_NAME),
        ("http://127.0.0.1/", Refusal.PRIVATE),
        ("http://127.1/", Refusal.PRIVATE),
        ("http://2130706433/", Refusal.PRIVATE),
        ("http://0x7f000001/", Refusal.PRIVATE),
        ("http://0177.0.0.1/", Refusal.BAD_NAME),
        ("http://[::1]/", Refusal.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Refusal.PRIVATE),
        ("http://localhost/", Refusal.PRIVATE),
        ("http://\uff11\uff12\uff17.0.0.1/", Refusal.BAD_NAME),
    ],
)
def test_each_trick_is_refused_for_its_own_reason(url: str, reason: Refusal) -> None:
    with GuardedClient(timeout=3) as http, pytest.raises(RefusedAddress) as refused:
        http.get(url)
    assert refused.value.reason is reason
    assert not refused.value.redirected


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with (
        GuardedClient(resolver=lambda host, port: ["93.184.216.34", "10.0.0.1"]) as http,
        pytest.raises(RefusedAddress),
    ):
        http.get("http://both.example/")


def test_a_name_that_changes_its_address_is_reached_only_where_it_was_checked() -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    with (
        Stage(reply()) as server,
        GuardedClient(resolver=lambda host, port: answers.pop(0)) as http,
    ):
        with pytest.raises(SocketConnectBlockedError, match=r"93\.184\.216\.34"):
            http.get(f"http://rebinds.example:{server.port}/")
        with pytest.raises(RefusedAddress):
            http.get(f"http://rebinds.example:{server.port}/")
    assert server.requests == []


def test_the_host_header_keeps_the_name(settings: Settings) -> None:
    with Stage(reply()) as server:
        settings.HTTP_ALLOWED_PRIVATE_HOSTS = [f"blog.example:{server.port}"]
        with GuardedClient(resolver=lambda host, port: ["127.0.0.1"]) as http:
            assert http.get(f"http://BLOG.example:{server.port}/").status == 200
    assert f"Host: blog.example:{server.port}".encode() in server.requests[0]


@pytest.mark.parametrize("target", ["http://127.0.0.1:{}/", "http://localhost:{}/", "//[::1]:{}/"])
def test_a_redirect_into_a_private_network_is_refused(settings: Settings, target: str) -> None:
    with (
        Stage(reply()) as inside,
        Stage(redirect(target.format(inside.port))) as outside,
    ):
        settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["outside.example"]
        with (
            GuardedClient(resolver=_loopback) as http,
            pytest.raises(RefusedAddress) as refused,
        ):
            http.get(f"http://outside.example:{outside.port}/")
    assert refused.value.reason is Refusal.PRIVATE
    assert refused.value.redirected
    assert inside.requests == []


def test_an_exception_may_name_the_port(settings: Settings) -> None:
    with Stage(reply()) as server, GuardedClient() as http:
        settings.HTTP_ALLOWED_PRIVATE_HOSTS = [f"127.0.0.1:{server.port + 1}"]
        with pytest.raises(RefusedAddress):
            http.get(server.url)
        settings.HTTP_ALLOWED_PRIVATE_HOSTS = [f"127.0.0.1:{server.port}"]
        assert http.get(server.url).status == 200


def test_a_name_without_addresses_is_unreachable() -> None:
    with (
        GuardedClient(resolver=lambda host, port: []) as http,
        pytest.raises(Unreachable),
    ):
        http.get("http://nobody.example/")


def _loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]
