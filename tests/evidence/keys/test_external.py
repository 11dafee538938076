"""An external signer's answer counts once it verifies; whatever else it does is said in plain words."""

import sys
from pathlib import Path

import pytest

from ptaudit.domain.failures import Unusable
from ptaudit.evidence.external import signing
from ptaudit.log.keys import NOTE, of_seed

SEED, OTHER = bytes(range(32)), bytes(32)
KEY = of_seed("token", NOTE, SEED).key
DATA = b"\x00text\n" * 12_000

START = """
import base64, sys, time
from ptaudit.log.keys import of_seed
out = sys.stdout.buffer
signed = lambda seed: of_seed("x", 1, seed).sign(sys.stdin.buffer.read())
"""


def answered(folder: Path, code: str, patience: float = 30.0) -> bytes:
    program = folder / "sign.py"
    program.write_text(START + code, "utf-8")
    return signing([sys.executable, str(program)], KEY, patience)(DATA)


@pytest.mark.parametrize(
    "code",
    [
        f"out.write(signed({SEED!r}))",
        f"out.write(base64.b64encode(signed({SEED!r})))",
        f"print(base64.b64encode(signed({SEED!r})).decode())",
    ],
    ids=["raw", "base64", "line"],
)
def test_a_signature_raw_or_in_base64(code: str, tmp_path: Path) -> None:
    assert answered(tmp_path, code) == of_seed("x", NOTE, SEED).sign(DATA)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("", "signer.answer"),
        ("out.write(bytes(63))", "signer.answer"),
        ("out.write(bytes(65))", "signer.answer"),
        ("print('no token')", "signer.answer"),
        ("out.write(b'\\xff' * 88)", "signer.answer"),
        ("print(base64.b64encode(bytes(63)).decode())", "signer.answer"),
        ("sys.stdin.buffer.read()\nwhile True: out.write(bytes(100_000))", "signer.failed"),
        ("out.write(bytes(64))", "signer.wrong"),
        (f"out.write(signed({OTHER!r}))", "signer.wrong"),
        (f"out.write(signed({SEED!r})); sys.exit(3)", "signer.failed"),
    ],
    ids=range(10),
)
def test_a_broken_signer(code: str, refusal: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        answered(tmp_path, code)
    assert refused.value.code == refusal


@pytest.mark.parametrize(
    "code",
    [
        "time.sleep(60)",
        "sys.stdin.buffer.read(); time.sleep(60)",
        "sys.stdin.close(); sys.stdout.close(); import os; os.close(1); time.sleep(60)",
        "import subprocess; subprocess.Popen(['sleep', '5']); out.close()",
    ],
    ids=["deaf", "mute", "closed", "left-behind"],
)
def test_a_signer_that_is_late(code: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        answered(tmp_path, code, patience=1.0)
    assert refused.value.code == "signer.late"


def test_a_program_that_is_none(tmp_path: Path) -> None:
    for program in (str(tmp_path / "none"), str(tmp_path), "a\x00b"):
        with pytest.raises(Unusable) as refused:
            signing([program], KEY)(DATA)
        assert refused.value.code == "signer.not_started"
