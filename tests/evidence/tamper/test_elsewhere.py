"""What the specification asks to be tried besides, and where it is tried."""

from collections.abc import Sequence

import pytest

from tests.architecture.tree import ROOT
from tests.evidence.checkpoints.beds import LOG, ORIGIN

#: What the specification asks for besides, and where it is tried.
ELSEWHERE: Sequence[tuple[str, str]] = (
    ("attachment changed, missing, renamed", "tests/evidence/bundle/test_tampering.py"),
    ("bundle with extra, missing or reordered parts", "tests/evidence/bundle/test_tampering.py"),
    ("witness rolled back; concurrent requests", "tests/evidence/witness/test_rules.py"),
    ("erased personal key", "tests/evidence/private/test_erasure.py"),
    ("projection row edited", "tests/cli/test_answers_held.py"),
    ("over-long entry refused", "tests/ledger/test_recorder.py"),
    ("every byte of every blob", "tests/evidence/tamper/test_flips.py"),
)


@pytest.mark.parametrize(("what", "where"), ELSEWHERE)
def test_the_rest_is_tried_elsewhere(what: str, where: str) -> None:
    assert "def test_" in (ROOT / where).read_text("utf-8"), what


def test_the_origin_is_the_one_the_policy_names() -> None:
    assert LOG.key.name == ORIGIN
