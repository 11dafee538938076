"""Every refusal has been seen: brought about here as a person would, or named by the test of its rule."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from ptaudit_cli.failures import EXIT
from ptaudit_cli.messages import Catalogue
from tests.architecture.tree import under
from tests.cli.desk import Desk
from tests.errors.page import PAGE, page, reproduced
from tests.errors.reproducing import Reproduction, reproductions

#: Codes that no test brings about by name. The set may only shrink: a new refusal comes with its session.
UNSEEN = frozenset(
    {
        "cell.less_than",
        "cell.line_break",
        "finding.raised_twice",
        "history.carried_twice",
        "import.password",
        "import.unreadable",
        "ledger.not_durable",
        "rules.case_twice",
        "unit.ambiguous",
        "usage.unreadable",
        "void.approval_published",
    }
)


@pytest.fixture(scope="module")
def found() -> Mapping[str, Reproduction]:
    return reproduced()


def test_the_page_is_current(found: Mapping[str, Reproduction]) -> None:
    assert page(found) == PAGE.read_text("utf-8"), "run python -m tests.errors"


def test_every_refusal_has_been_seen(found: Mapping[str, Reproduction]) -> None:
    here = set(found)
    text = "\n".join(
        p.read_text("utf-8") for p in under("tests", suffix=".py") if p != Path(__file__)
    )
    named = {c for c in Catalogue("zh").section("refusals") if re.search(rf"\b{c}\b", text)}
    assert set(Catalogue("zh").section("refusals")) - here - named == UNSEEN


def test_what_is_reproduced_is_a_refusal_with_its_exit_code(
    found: Mapping[str, Reproduction],
) -> None:
    known = Catalogue("zh").section("refusals")
    words = Catalogue("zh")
    status = {words(f"failure.kind.{name}"): code for name, code in EXIT.items()}
    for one in found.values():
        assert one.code in known
        kinds = [line.partition(": ")[0] for line in one.printed.splitlines()]
        assert one.status in {status[kind] for kind in kinds if kind in status}, one.typed


def test_no_refusal_shows_a_machine_path_or_a_traceback(
    found: Mapping[str, Reproduction],
) -> None:
    for one in found.values():
        assert "Traceback" not in one.printed
        assert not re.search(r"(^|[\s(])/\w+/", one.printed, re.MULTILINE), one.printed


def test_a_line_that_succeeds_is_no_reproduction(tmp_path: Path) -> None:
    session = tmp_path / "x.txt"
    session.write_text("ptaudit --help\n", "utf-8")
    with pytest.raises(AssertionError):
        list(reproductions(session, Desk(tmp_path)))
