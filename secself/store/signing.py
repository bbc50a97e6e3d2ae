"""Signs bytes, and checks signatures, with Ed25519; keys come from files and go nowhere."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from secself.problems import NotFound, Origin, Problem
from secself.store import files

_FAULTS = (ValueError, TypeError, UnsupportedAlgorithm)


def sign(content: bytes, key: Path) -> bytes:
    """Sign bytes with the private key in a PEM file."""
    pem = files.read(key)
    try:
        private = load_pem_private_key(pem, password=None)
    except _FAULTS:
        # The library's own words are not passed on: they might say something of the key.
        raise _no_key(key, "private") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(key, "private")
    return private.sign(content)


def is_signed(content: bytes, signature: bytes, key: Path) -> bool:
    """Tell whether a signature is of these bytes, and by the owner of the key in a PEM file."""
    pem = files.read(key)
    try:
        public = load_pem_public_key(pem)
    except _FAULTS:
        raise _no_key(key, "public") from None
    if not isinstance(public, Ed25519PublicKey):
        raise _no_key(key, "public")
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _no_key(key: Path, kind: str) -> NotFound:
    return NotFound(
        Problem(
            code="key-unusable",
            origin=Origin(file=str(key)),
            what=f"This is no {kind} key for Ed25519 in PEM without a password.",
            remedy="Name the file that openssl wrote; docs/how-to/seal.md shows how one is made.",
        )
    )
