"""Verify the signature of a signed WACZ.

Two kinds are in use. A server signs with the certificate of its domain and has the time signed too; a browser signs with a
key of its own, which says that nothing was changed since and not by whom. Both sign the hash of the package's list of files.

The certificates come with the file. That they hang together is checked here; whether their roots deserve trust is for a
person to judge, years later and offline, so the notes name them and do not decide.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import rfc3161_client
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from marsad.errors import InputError

_REFUSED = (
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    KeyError,
    binascii.Error,
    rfc3161_client.VerificationError,
)
"""What the libraries raise for signatures, certificates and keys that are wrong or broken."""


def check_signature(signed: Mapping[str, Any], digest: str) -> tuple[str, ...]:
    """Verify what `signedData` says of a package.

    Args:
        signed: The object as it stands in the package.
        digest: The hash of the package's list of files, as `sha256:…`, worked out from the list itself.

    Returns:
        Who signed and when, for a reviewer.

    Raises:
        InputError: The signature is not of this package, or any part of it does not hold.
    """
    if signed.get("hash") != digest:
        raise InputError("expected a signature of this package, got one of another")
    try:
        if "domainCert" in signed:
            return _check_domain(signed, digest)
        key = load_der_public_key(base64.b64decode(signed["publicKey"]))
        _verify(key, base64.b64decode(signed["signature"]), digest)
    except _REFUSED as error:
        raise InputError(f"expected a signature that holds, it does not: {str(error) or type(error).__name__}") from error
    return (f"signed by a key without a name on {signed.get('created')}; the signature holds",)


def _check_domain(signed: Mapping[str, Any], digest: str) -> tuple[str, ...]:
    chain = x509.load_pem_x509_certificates(str(signed["domainCert"]).encode())
    _verify(chain[0].public_key(), base64.b64decode(signed["signature"]), digest)
    _check_chain(chain)
    domain = str(signed["domain"])
    names = chain[0].extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    if domain not in names:
        raise ValueError(f"the certificate is for {', '.join(names)}, not for {domain}")
    when, how = _signing_time(signed)
    if not chain[0].not_valid_before_utc <= when <= chain[0].not_valid_after_utc:
        raise ValueError(f"the certificate was not valid at {when.isoformat()}")
    return (
        f"signed by {domain} on {when.isoformat()}, {how}; the signature holds",
        f"its certificates came with it and lead to {_name(chain[-1].issuer)}; whether to trust that is for a person",
    )


def _verify(key: Any, signature: bytes, digest: str) -> None:
    """Verify a signature of a hash, which is signed as it is written.

    Raises:
        InvalidSignature: It does not hold.
        TypeError: The key is of a kind that does not sign packages.
    """
    if isinstance(key, ec.EllipticCurvePublicKey):
        size = (key.curve.key_size + 7) // 8
        if len(signature) == 2 * size:  # browsers give the two numbers as they are
            signature = encode_dss_signature(int.from_bytes(signature[:size]), int.from_bytes(signature[size:]))
        key.verify(signature, digest.encode(), ec.ECDSA(SHA256()))
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, digest.encode(), padding.PKCS1v15(), SHA256())
    else:
        raise TypeError(f"expected an elliptic or RSA key, got {type(key).__name__}")


def _check_chain(chain: Sequence[x509.Certificate]) -> None:
    for certificate, issuer in pairwise(chain):
        certificate.verify_directly_issued_by(issuer)


def _name(name: x509.Name) -> str:
    """Give the common name only: others may hold the address of a person."""
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else "an authority without a name"


def _signing_time(signed: Mapping[str, Any]) -> tuple[datetime, str]:
    """Give the time of signing: the one signed by a time authority when there is one, else the one claimed.

    Raises:
        VerificationError: The time's signature does not hold.
    """
    if not signed.get("timeSignature"):
        claimed = datetime.fromisoformat(str(signed["created"]))
        return claimed if claimed.tzinfo else claimed.replace(tzinfo=UTC), "a time that only the signer gives"
    stamp = rfc3161_client.decode_timestamp_response(base64.b64decode(signed["timeSignature"]))
    authority = x509.load_pem_x509_certificates(str(signed["timestampCert"]).encode())
    builder = rfc3161_client.VerifierBuilder().tsa_certificate(authority[0])
    for certificate in authority[1:]:
        builder = builder.add_root_certificate(certificate)
    builder.build().verify_message(stamp, str(signed["signature"]).encode())
    return stamp.tst_info.gen_time, f"a time signed by {_name(authority[-1].subject)}"
