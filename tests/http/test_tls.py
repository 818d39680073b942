"""The address is pinned, the name is still the one that the certificate has to prove."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

import apps.core.lines
from apps.core.http import GuardedClient, Unreachable
from tests.http.stage import Stage, reply


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for blog.example that this test alone trusts."""
    path = tmp_path / "blog.pem"
    path.write_bytes(_make("blog.example"))
    context = ssl.create_default_context(cafile=str(path))
    monkeypatch.setattr(apps.core.lines, "_tls", lambda: context)
    return path


def test_a_name_is_sent_and_proved_though_the_address_is_pinned(
    certificate: Path, settings: Settings
) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["blog.example", "evil.example"]
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda connection, name, _: names.append(name)
    with (
        Stage(reply(), tls=context) as server,
        GuardedClient(resolver=lambda host, port: ["127.0.0.1"]) as http,
    ):
        assert http.get(f"https://blog.example:{server.port}/").status == 200
        with pytest.raises(Unreachable):
            http.get(f"https://evil.example:{server.port}/")
    assert names == ["blog.example", "evil.example"]


def _make(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + made.public_bytes(serialization.Encoding.PEM)
