"""Key files: a signing key, or where its signatures come from; and the public half beside it.

A key file is one text file that nobody else may read. It holds either the key itself
(``PRIVATE+KEY+name+id+seed``) or two lines: the verifier key, and ``command: PROGRAM ARGS…``.
"""

import os
import shlex
import stat
from pathlib import Path

from ptaudit.domain.failures import Malformed, Unusable
from ptaudit.evidence import durable, external
from ptaudit.log import keys
from ptaudit.log.keys import Signer, VerifierKey

PUBLIC = ".vkey"
_PRIVATE = "PRIVATE+KEY+"
_COMMAND = "command:"
#: Longer than any key file; a device or a film is not read to its end.
_LONGEST = 10_000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def load(path: Path, algorithm: int | None = None, patience: float = external.PATIENCE) -> Signer:
    """The key in the file at *path*; *algorithm* is what it must be for, if that matters.

    Raises Unusable ``key_file.missing``, ``key_file.unreadable`` or ``key_file.open``, and Malformed
    ``key_file.malformed``, ``key_file.public`` or ``key_file.use``; none of them shows the key.
    """
    lines, mode = _read(path)
    if len(lines) == 1 and _vkey(lines[0]) is not None:
        raise Malformed("key_file.public", file=str(path))
    if os.name == "posix" and mode & _OTHERS:
        raise Unusable("key_file.open", file=str(path), mode=f"{mode:04o}")
    if len(lines) == 1 and lines[0].startswith(_PRIVATE):
        found = _signer(path, lines[0])
    elif len(lines) == 2 and lines[1].startswith(_COMMAND):
        found = _external(path, lines[0], lines[1].removeprefix(_COMMAND), patience)
    else:
        raise Malformed("key_file.malformed", file=str(path))
    if algorithm not in (None, found.key.algorithm):
        raise Malformed("key_file.use", file=str(path), name=found.key.name)
    return found


def public(path: Path) -> VerifierKey:
    """The public half: of a key file, or what a ``.vkey`` file holds. Raises as :func:`load` does."""
    lines, _ = _read(path)
    if lines and (key := _vkey(lines[0])) is not None:
        return key
    return load(path).key


def beside(path: Path) -> Path:
    """Where the public half of the key file at *path* stands."""
    return path.with_suffix(PUBLIC)


def write(path: Path, name: str, algorithm: int, seed: bytes) -> VerifierKey:
    """A new key file of 32 secret bytes and its public half beside it; neither replaces a file.

    Raises Malformed ``key_file.name`` or ``key_file.suffix``, and Unusable ``key_file.exists`` or
    ``key_file.not_written``.
    """
    _named(name)
    key = keys.of_seed(name, algorithm, seed).key
    _written(path, (keys.private(name, algorithm, seed),), key)
    return key


def write_external(path: Path, key: VerifierKey, command: str) -> VerifierKey:
    """A new key file that names the program which signs for *key*. Raises as :func:`write` does."""
    _named(key.name)
    argv(path, command)
    _written(path, (str(key), f"{_COMMAND} {command}"), key)
    return key


def _named(name: str) -> None:
    if not keys.is_name(name):
        raise Malformed("key_file.name", name=name)


def _written(path: Path, lines: tuple[str, ...], key: VerifierKey) -> None:
    if not path.name or path.suffix == PUBLIC:
        raise Malformed("key_file.suffix", file=str(path))
    shown = beside(path)
    for place in (path, shown):
        if os.path.lexists(place):
            raise Unusable("key_file.exists", file=str(place))
    _create(path, lines, 0o600)
    try:
        _create(shown, (str(key),), 0o644)
    except Unusable:
        # Nobody was told of the other half either.
        path.unlink(missing_ok=True)
        raise


def _create(path: Path, lines: tuple[str, ...], mode: int) -> None:
    """Written to the disk before anybody is told: a key that is lost can sign nothing more."""
    try:
        durable.create(path, "".join(f"{line}\n" for line in lines).encode(), mode)
    except FileExistsError:
        raise Unusable("key_file.exists", file=str(path)) from None
    except OSError:
        raise Unusable("key_file.not_written", file=str(path)) from None


def _read(path: Path) -> tuple[list[str], int]:
    """The lines of a small text file that are not blank, and its mode."""
    try:
        # Without waiting: what stands there may be no file at all.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise Unusable("key_file.unreadable", file=str(path))
            data = file.read(_LONGEST + 1)
        text = data.decode("utf-8")
    except FileNotFoundError:
        raise Unusable("key_file.missing", file=str(path)) from None
    except OSError:
        raise Unusable("key_file.unreadable", file=str(path)) from None
    except UnicodeDecodeError:
        raise Malformed("key_file.malformed", file=str(path)) from None
    if len(data) > _LONGEST:
        raise Malformed("key_file.malformed", file=str(path))
    return [line.strip() for line in text.splitlines() if line.strip()], stat.S_IMODE(mode)


def _vkey(line: str) -> VerifierKey | None:
    try:
        return keys.verifier(line)
    except Malformed:
        return None


def _signer(path: Path, line: str) -> Signer:
    try:
        return keys.signer(line)
    except Malformed:
        raise Malformed("key_file.malformed", file=str(path)) from None


def _external(path: Path, line: str, command: str, patience: float) -> Signer:
    if (key := _vkey(line)) is None:
        raise Malformed("key_file.malformed", file=str(path))
    return Signer(key, external.signing(argv(path, command), key, patience))


def argv(path: Path, command: str) -> list[str]:
    """The words of a key file's command. Raises Malformed ``key_file.malformed``."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words or "\n" in command:
        raise Malformed("key_file.malformed", file=str(path))
    return words
