"""Signatures by Ed25519 (RFC 8032). Private keys come from the environment and stay in this object."""

from __future__ import annotations

import re
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.publish.domain.ledger.roots import Signature

KEY_BYTES = 32
#: A private key as it is written down: its 32 bytes as 64 hex digits.
WRITTEN = re.compile(r"[0-9a-f]{64}")


class Ed25519Signer:
    """Signs with every key it was given. Without any, it signs nothing."""

    def __init__(self, keys: tuple[str, ...] = ()) -> None:
        self._private = [Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key)) for key in keys]
        self.keys = tuple(_public(each) for each in self._private)

    def sign(self, message: bytes) -> tuple[Signature, ...]:
        """Return a signature by each key."""
        return tuple(
            Signature(key, private.sign(message).hex()) for key, private in zip(self.keys, self._private, strict=True)
        )


def new_key() -> tuple[str, str]:
    """Return a new private key and its public key, both hex."""
    private = secrets.token_hex(KEY_BYTES)
    return private, Ed25519Signer((private,)).keys[0]


def _public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
