import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from gzip import compress
from io import BytesIO
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from marsad.sources.intake import Fault, Intake

NOW = datetime(2024, 9, 17, tzinfo=UTC)
DOMAIN = "signer.example"


def record(number: int, kind: str, headers: dict[str, str], block: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "WARC-Date": "2024-09-17T08:00:00Z",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Length": str(len(block)),
        **headers,
    }
    return (
        "".join(["WARC/1.0\r\n", *(f"{name}: {value}\r\n" for name, value in lines.items()), "\r\n"]).encode()
        + block
        + b"\r\n\r\n"
    )


def response(number: int, url: str, kind: str, body: bytes, status: str) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    headers = {"WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response"}
    return record(number, "response", headers, block)


def warc(page: str, gzip: bool = True, status: str = "200 OK") -> bytes:
    records = [
        record(1, "warcinfo", {"Content-Type": "application/warc-fields"}, b"software: test\r\n"),
        response(2, "https://example.org/a.png", "image/png", b"\x89PNG", status),
        response(3, "https://example.org/1", "text/html; charset=utf-8", page.encode(), status),
    ]
    return b"".join(compress(one, mtime=0) if gzip else one for one in records)


def wacz(packed: bytes, sign: Callable[[str], dict[str, Any]] | None = None, **changed: bytes) -> bytes:
    """Pack a web archive; what is changed is changed after the hashes are taken."""
    resource = {
        "name": "a",
        "path": "archive/a.warc.gz",
        "hash": f"sha256:{hashlib.sha256(packed).hexdigest()}",
        "bytes": len(packed),
    }
    listed = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": [resource]}).encode()
    digest = f"sha256:{hashlib.sha256(listed).hexdigest()}"
    signed = {"path": "datapackage.json", "hash": digest} | ({"signedData": sign(digest)} if sign else {})
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/a.warc.gz", changed.get("archive", packed))
        package.writestr("datapackage.json", changed.get("listed", listed))
        package.writestr("datapackage-digest.json", json.dumps(signed))
    return out.getvalue()


def by_domain(digest: str, domain: str = DOMAIN, created: datetime = NOW) -> dict[str, Any]:
    """Sign as a server does, with a certificate of its domain, valid for ten days around the signing."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DOMAIN)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(5))
        .not_valid_after(NOW + timedelta(5))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(DOMAIN)]), critical=False)
        .sign(key, SHA256())
    )
    return {
        "hash": digest,
        "created": created.isoformat(),
        "signature": base64.b64encode(key.sign(digest.encode(), ec.ECDSA(SHA256()))).decode(),
        "domain": domain,
        "domainCert": certificate.public_bytes(Encoding.PEM).decode(),
    }


def by_browser(digest: str) -> dict[str, Any]:
    """Sign as a browser does, with a key of its own and the two numbers of the signature as they are."""
    key = ec.generate_private_key(ec.SECP384R1())
    r, s = decode_dss_signature(key.sign(digest.encode(), ec.ECDSA(SHA256())))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": digest,
        "created": NOW.isoformat(),
        "signature": base64.b64encode(r.to_bytes(48) + s.to_bytes(48)).decode(),
        "publicKey": base64.b64encode(public).decode(),
    }


@pytest.mark.parametrize("gzip", [True, False])
def test_the_pages_of_a_web_archive_are_reports(intakes: Callable[..., list[Intake]], page: str, text: str, gzip: bool) -> None:
    (found,) = intakes("a.warc.gz", warc(page, gzip))
    assert text in found.report.text
    assert (found.locator, found.address, found.report.source) == ("record 3", "https://example.org/1", "مرصد الضفتين")
    assert found.report.id.startswith("urn:uuid:")
    assert "captured 2024-09-17T08:00:00Z" in found.notes


def test_the_day_of_capture_is_no_day_of_publication(intakes: Callable[..., list[Intake]], text: str) -> None:
    (found,) = intakes("a.warc.gz", warc(f"<html><body><p>{text}</p></body></html>"))
    assert found.report.published is None


def test_failed_requests_are_no_reports(faults: Callable[..., list[Fault]], page: str) -> None:
    (found,) = faults("a.warc.gz", warc(page, status="404 Not Found"))
    assert "found none" in found.message


def test_a_changed_record_is_passed_over(faults: Callable[..., list[Fault]], page: str) -> None:
    (found,) = faults("a.warc", warc(page, gzip=False).replace("ثلاثة".encode(), "خمسةة".encode()))
    assert "hash was taken of" in found.message


def test_a_web_archive_that_breaks_off_gives_what_came_before(take: Callable[..., list[Intake | Fault]], page: str) -> None:
    found = take("a.warc", warc(page, gzip=False) + b"not a record\r\n\r\n")
    assert [type(item) for item in found] == [Intake, Fault]


def test_a_package_is_verified_and_read(intakes: Callable[..., list[Intake]], page: str, text: str) -> None:
    (found,) = intakes("a.wacz", wacz(warc(page)))
    assert text in found.report.text
    assert found.notes[:2] == ("all 1 files of the package have the hashes its list gives", "not signed")


def test_a_changed_file_refuses_the_package(faults: Callable[..., list[Fault]], page: str) -> None:
    (found,) = faults("a.wacz", wacz(warc(page), archive=warc(page.replace("ثلاثة", "أربعة"))))
    assert "changed since" in found.message


def test_a_changed_list_refuses_the_package(faults: Callable[..., list[Fault]], page: str) -> None:
    archive = warc(page.replace("ثلاثة", "أربعة"))
    resource = {"path": "archive/a.warc.gz", "hash": f"sha256:{hashlib.sha256(archive).hexdigest()}"}
    (found,) = faults("a.wacz", wacz(warc(page), archive=archive, listed=json.dumps({"resources": [resource]}).encode()))
    assert "datapackage-digest.json" in found.message


@pytest.mark.parametrize(
    ("sign", "words"), [(by_domain, f"signed by {DOMAIN}"), (by_browser, "signed by a key without a name")]
)
def test_a_signed_package_tells_by_whom(
    intakes: Callable[..., list[Intake]], page: str, sign: Callable[[str], dict[str, Any]], words: str
) -> None:
    (found,) = intakes("a.wacz", wacz(warc(page), sign))
    assert any(words in note and "holds" in note for note in found.notes)


@pytest.mark.parametrize("sign", [by_domain, by_browser])
def test_a_signature_of_something_else_refuses_the_package(
    faults: Callable[..., list[Fault]], page: str, sign: Callable[[str], dict[str, Any]]
) -> None:
    (other,) = faults("a.wacz", wacz(warc(page), lambda _: sign("sha256:00")))
    (forged,) = faults("a.wacz", wacz(warc(page), lambda digest: {**sign("sha256:00"), "hash": digest}))
    assert "another" in other.message
    assert "does not" in forged.message


@pytest.mark.parametrize(
    "changes",
    [
        {"domain": "other.example"},
        {"created": "2025-09-17T00:00:00+00:00"},
        {"domainCert": "none"},
        {"signature": "AAAA"},
        {"timeSignature": "AAAA", "timestampCert": "none"},
    ],
)
def test_a_signature_whose_parts_do_not_fit_refuses_the_package(
    faults: Callable[..., list[Fault]], page: str, changes: dict[str, str]
) -> None:
    (found,) = faults("a.wacz", wacz(warc(page), lambda digest: {**by_domain(digest), **changes}))
    assert "signature that holds" in found.message


def test_a_file_that_is_listed_and_missing_refuses_the_package(faults: Callable[..., list[Fault]]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", json.dumps({"resources": [{"path": "archive/a.warc", "hash": "sha256:00"}]}))
    (found,) = faults("a.wacz", out.getvalue())
    assert "archive/a.warc" in found.message


def test_the_older_way_to_write_a_hash_is_read(intakes: Callable[..., list[Intake]], page: str) -> None:
    archive = warc(page)
    resource = {"path": "archive/a.warc.gz", "stats": {"hash": hashlib.sha256(archive).hexdigest()}, "hashing": "sha256"}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/a.warc.gz", archive)
        package.writestr("datapackage.json", json.dumps({"resources": [resource]}))
    assert len(intakes("a.wacz", out.getvalue())) == 1
