"""Keys kept elsewhere (UKey, 密码机, HSM): a program is handed the bytes and answers with their signature."""

import subprocess
from collections.abc import Sequence
from threading import Thread

from ptaudit.domain.failures import Unusable
from ptaudit.log.keys import Sign, VerifierKey, verifies
from ptaudit.log.lines import from_base64

#: Seconds a program may take: somebody may have to find the token and type its PIN.
PATIENCE = 60.0
_SIZE = 64
#: More than any right answer, less than what would fill a machine.
_LONGEST = 1024


def signing(argv: Sequence[str], key: VerifierKey, patience: float = PATIENCE) -> Sign:
    """Signs by starting *argv* for each signature: bytes in at standard input, 64 bytes (or their base64) out.

    An answer is verified with *key* before anybody relies on it. Raises Unusable ``signer.not_started``,
    ``signer.late``, ``signer.failed``, ``signer.answer`` or ``signer.wrong``.
    """

    def sign(data: bytes) -> bytes:
        answer = _answer(argv, data, patience)
        signature = answer if len(answer) == _SIZE else _written(answer)
        if signature is None or len(signature) != _SIZE:
            raise Unusable("signer.answer", program=argv[0], size=len(answer))
        if not verifies(key.public, data, signature):
            raise Unusable("signer.wrong", program=argv[0], key=key.name)
        return signature

    return sign


def _written(answer: bytes) -> bytes | None:
    """The bytes of an answer in base64, with or without a newline after it."""
    try:
        return from_base64(answer.decode("ascii").strip())
    except UnicodeDecodeError:
        return None


def _answer(argv: Sequence[str], data: bytes, patience: float) -> bytes:
    # Standard error stays the terminal's: the program asks for its token there.
    try:
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except (OSError, ValueError):
        raise Unusable("signer.not_started", program=argv[0]) from None
    said: list[bytes] = []
    # A thread of its own: a program that neither reads nor ends must not hold us.
    talking = Thread(target=_talk, args=(process, data, said), daemon=True)
    talking.start()
    talking.join(patience)
    late = talking.is_alive()
    try:
        # It may have closed its output without ending, or ended and left that open behind it.
        status = process.wait(0 if late else patience)
    except subprocess.TimeoutExpired:
        late = True
        process.kill()
        status = process.wait()
    if late:
        raise Unusable("signer.late", program=argv[0], seconds=round(patience))
    if status != 0:
        raise Unusable("signer.failed", program=argv[0], status=status)
    return b"".join(said)


def _talk(process: "subprocess.Popen[bytes]", data: bytes, said: list[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdout as out:
        try:
            with process.stdin as into:
                into.write(data)
        except BrokenPipeError:
            pass  # It may answer without having read to the end; the signature tells.
        said.append(out.read(_LONGEST))
