"""One confidential text: what commits to it without saying it, and its encryption under a key of its own.

The salt is encrypted with the text. Who had it could try names against the commitment: once the key is
gone, it is gone too.
"""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ptaudit.domain.failures import Altered, Malformed
from ptaudit.domain.values import is_clean

#: Characters a text may have, as any text of an entry.
LONGEST = 2000
SALT, KEY, NONCE = 32, 32, 12
_COMMITMENT = b"ptaudit/confidential/v1\0"
_KEY = b"ptaudit/confidential-key/v1\0"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text encrypted. *key_check* tells the right key from a wrong one and nothing else of it."""

    commitment: str
    nonce: bytes
    ciphertext: bytes
    key_check: bytes


def readable(text: str) -> str:
    """*text* as it is kept: NFC, without blanks around. Raises Malformed ``confidential.text``."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if not text or len(text) > LONGEST or not is_clean(text):
        raise Malformed("confidential.text", most=LONGEST)
    return text


def commitment(salt: bytes, text: str) -> str:
    """SHA-256 over a prefix, 32 bytes of salt and the text in UTF-8, in hex."""
    return hashlib.sha256(_COMMITMENT + salt + text.encode()).hexdigest()


def key_check(key: bytes) -> bytes:
    return hashlib.sha256(_KEY + key).digest()


def seal(text: str, seed: Callable[[], bytes]) -> tuple[Sealed, bytes]:
    """*text* encrypted, and the key; *seed* gives 32 bytes of chance a call."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, key, nonce = seed(), seed(), seed()[-NONCE:]
    if (len(salt), len(key), len(nonce)) != (SALT, KEY, NONCE):
        raise ValueError("chance of another length")
    said = commitment(salt, text)
    ciphertext = AESGCM(key).encrypt(nonce, salt + text.encode(), _bound(said))
    return Sealed(said, nonce, ciphertext, key_check(key)), key


def opened(sealed: Sealed, key: bytes, position: int) -> str:
    """The text, which the entry at *position* commits to.

    Raises Altered ``confidential.wrong_key``, ``confidential.changed`` or ``confidential.mismatch``.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if key_check(key) != sealed.key_check:
        raise Altered("confidential.wrong_key", position=position)
    try:
        plain = AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, _bound(sealed.commitment))
    except (InvalidTag, ValueError):
        raise Altered("confidential.changed", position=position) from None
    try:
        text = plain[SALT:].decode()
    except UnicodeDecodeError:
        raise Altered("confidential.mismatch", position=position) from None
    if commitment(plain[:SALT], text) != sealed.commitment:
        raise Altered("confidential.mismatch", position=position)
    return text


def _bound(said: str) -> bytes:
    """A ciphertext is that of its entry's commitment and of no other."""
    return _COMMITMENT + said.encode()
