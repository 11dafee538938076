"""The page names the command and every theme, and hides no breach."""

import pytest

from tests.architecture.tree import ROOT
from tests.faults.page import THEMES, WHATS, Row, Told, text
from tests.faults.scenes import Outcome
from tests.faults.tracing import Fault


@pytest.mark.parametrize(
    "said", ["make faults EVERY=", *(f"## {theme}\n" for theme in THEMES), *WHATS]
)
def test_the_page_has_each_theme_and_its_command(said: str) -> None:
    assert said in (ROOT / "docs" / "reliability.md").read_text("utf-8")


def test_the_command_is_in_the_makefile() -> None:
    assert "\nfaults:" in (ROOT / "Makefile").read_text("utf-8")


def test_counts_per_fault_and_call() -> None:
    eio = [Outcome("s", Fault("fsync", n, "EIO"), "refused x", ()) for n in (1, 2)]
    went_on = Outcome("s", Fault("fsync", 3, "EIO"), "closed", ("lost",))
    killed = Outcome("s", Fault("fsync", 1, "KILL"), "killed", ())
    told = Told(3, outcomes=[*eio, went_on, killed])
    assert "| `fsync` | 1 | 3, 2 |  |  | 1 |" in text(told, 1)
    assert "found 1 breaches" in text(told, 1)


def test_a_weakened_copy_that_loses_nothing_is_a_breach() -> None:
    rows = [Row("s", "as they are", 9, 1, 9, 0), Row("s", "synchronous=NORMAL", 9, 1, 9, 4)]
    assert Told(1, cuts=rows).breaches == []
    harmless = Row("s", "synchronous=NORMAL", 9, 1, 9, 0)
    assert len(Told(1, cuts=[*rows, harmless]).breaches) == 1
    assert len(Told(1, cuts=[Row("s", "as they are", 9, 1, 9, 1)]).breaches) == 1
