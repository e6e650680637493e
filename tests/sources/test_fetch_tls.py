"""TLS: what a site shows is verified against its name, though an address is connected to."""

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from sources import fetch as fetching
from sources.fetch import Fetched, FetchRefused, fetch
from tests.site import Site, answer

PAGE = b"<h1>Fire at Oster</h1><p>The mill burned.</p>"


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """What a server shows for a name, signed by itself, and the file that makes it trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(pem) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a certificate for good.example, which the environment says to trust."""
    cache.clear()
    context, file = certificate(tmp_path, "good.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    fetching.ssl_context.cache_clear()
    with Site({"/": answer(body=PAGE)}, tls=context) as site:
        yield site
    fetching.ssl_context.cache_clear()


def by_tls(site: Site, host: str) -> Fetched:
    return fetch(f"https://{host}:{site.port}/", allowed=site.allows, resolve=lambda *_host: ["127.0.0.1"], seconds=5)


def test_tls_is_verified_against_the_name_and_not_the_address(trusted: Site) -> None:
    assert by_tls(trusted, "good.example").data == PAGE
    assert by_tls(trusted, "good.example.").data == PAGE


def test_a_certificate_for_another_name_is_refused(trusted: Site) -> None:
    with pytest.raises(FetchRefused, match=r"cannot prove that it is bad\.example"):
        by_tls(trusted, "bad.example")
    assert trusted.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(trusted: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    fetching.ssl_context.cache_clear()
    with pytest.raises(FetchRefused, match="cannot prove"):
        by_tls(trusted, "good.example")


def test_plain_http_where_https_was_asked_for() -> None:
    with Site() as site, pytest.raises(FetchRefused, match="No safe connection"):
        fetch(f"https://127.0.0.1:{site.port}/", allowed=site.allows, seconds=3)
