"""Ed25519 keys as C2SP signed-note writes them: verifier keys, signing keys, key IDs.

A key is named by its name and its ID together; the ID commits to the name and to what the key signs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from ptaudit.domain.failures import Malformed
from ptaudit.log.lines import LIMIT, from_base64, to_base64

#: What a key signs: notes (checkpoints), or cosignatures with their time.
NOTE, COSIGNATURE = 0x01, 0x04
_PRIVATE = "PRIVATE+KEY+"
_SIZE = 32
_TIMED = 8

Sign = Callable[[bytes], bytes]
"""bytes → the 64 bytes of their Ed25519 signature; behind it may be a file, a token or a machine."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key: *algorithm* is :data:`NOTE` or :data:`COSIGNATURE`, *public* its 32 bytes."""

    name: str
    algorithm: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The key ID, four bytes."""
        head = self.name.encode() + b"\n" + bytes((self.algorithm,))
        return sha256(head + self.public).digest()[:4]

    def __str__(self) -> str:
        written = to_base64(bytes((self.algorithm,)) + self.public)
        return f"{self.name}+{self.id.hex()}+{written}"

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether *signature* (without the ID before it) is this key's over the note's *text*."""
        if self.algorithm == NOTE:
            return verifies(self.public, text, signature)
        time = self.time(signature)
        return time is not None and verifies(self.public, cosigned(text, time), signature[_TIMED:])

    def time(self, signature: bytes) -> int | None:
        """When a cosignature says it was made, in seconds since 1970; None for other signatures."""
        if self.algorithm != COSIGNATURE or len(signature) < _TIMED:
            return None
        time = int.from_bytes(signature[:_TIMED], "big")
        return time if time <= LIMIT else None


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that can sign: its public half, and what signs."""

    key: VerifierKey
    sign: Sign

    def signature(self, text: bytes, time: int = 0) -> bytes:
        """Over the note's *text*; a cosignature also over its *time* in seconds since 1970."""
        if self.key.algorithm == NOTE:
            return self.sign(text)
        return time.to_bytes(_TIMED, "big") + self.sign(cosigned(text, time))


def cosigned(text: bytes, time: int) -> bytes:
    """What a cosignature covers: the checkpoint's *text* and the time."""
    return b"cosignature/v1\ntime %d\n" % time + text


def verifier(text: str) -> VerifierKey:
    """Read ``name+id+key``. Raises Malformed ``vkey.malformed``."""
    name, _, rest = text.partition("+")
    id_, _, written = rest.partition("+")
    data = from_base64(written)
    if data is None or len(data) != 1 + _SIZE or not is_name(name):
        raise Malformed("vkey.malformed", said=text[:80])
    key = VerifierKey(name, data[0], data[1:])
    if data[0] not in (NOTE, COSIGNATURE) or key.id.hex() != id_:
        raise Malformed("vkey.malformed", said=text[:80])
    return key


def signer(text: str) -> Signer:
    """Read ``PRIVATE+KEY+name+id+seed``. Raises Malformed ``skey.malformed``, which never shows the key."""
    if not text.startswith(_PRIVATE):
        raise Malformed("skey.malformed")
    name, _, rest = text.removeprefix(_PRIVATE).partition("+")
    id_, _, written = rest.partition("+")
    data = from_base64(written)
    if data is None or len(data) != 1 + _SIZE or not is_name(name):
        raise Malformed("skey.malformed")
    made = of_seed(name, data[0], data[1:])
    if data[0] not in (NOTE, COSIGNATURE) or made.key.id.hex() != id_:
        raise Malformed("skey.malformed")
    return made


def private(name: str, algorithm: int, seed: bytes) -> str:
    """The signing key of 32 secret bytes as it is kept in a file."""
    key = of_seed(name, algorithm, seed).key
    return f"{_PRIVATE}{name}+{key.id.hex()}+{to_base64(bytes((algorithm,)) + seed)}"


def of_seed(name: str, algorithm: int, seed: bytes) -> Signer:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    held = Ed25519PrivateKey.from_private_bytes(seed)
    return Signer(VerifierKey(name, algorithm, held.public_key().public_bytes_raw()), held.sign)


def verifies(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether *signature* is that of the Ed25519 key *public* over *data*."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_name(text: str) -> bool:
    """Whether a key may be named so: UTF-8 without space, plus or control character."""
    return bool(text) and not any(
        c.isspace() or c == "+" or c < " " or "\ud800" <= c <= "\udfff" for c in text
    )
