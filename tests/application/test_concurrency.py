"""Several clerks at once on one ledger: numbers are given once, and a decision never rests on what has moved."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ptaudit.application import Opening, Ptaudit, stored
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.commands.register import EndGrant, RegisterUnit
from ptaudit.domain.decider import Refused
from ptaudit.domain.events.assessment import ScoreEntered
from ptaudit.domain.events.findings import FindingRaised
from ptaudit.domain.failures import Conflict
from ptaudit.ledger import verify
from ptaudit.projections.catalogue import ALL
from tests.application import clerk
from tests.domain.specification import say

CLERKS, TIMES = 4, 6
DESK = "环保登记岗"
_schemas = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: str = request.getfixturevalue("postgresql")
    sign = "&" if "?" in server else "?"
    return f"{server}{sign}schema=clerks{next(_schemas)}"


@pytest.fixture
def app(url: str) -> Iterator[Ptaudit]:
    app = Ptaudit.create(
        url,
        Opening(county="测试县", origin="test.example/ptaudit"),
        clock=clerk.clock,
        new_id=clerk.new_id,
    )
    app.execute(say(RegisterUnit, name="清河镇", unit_kind="镇"), operator="mdb")
    yield app
    app.close()


def test_four_clerks_number_findings_and_scores_once(url: str, app: Ptaudit) -> None:
    """Each raises findings without numbers and scores the same unit in the same year."""
    before = app.ledger.head().size
    command = [sys.executable, "-m", "tests.application.clerk", url]
    root = Path(clerk.__file__).parents[2]
    clerks = [
        subprocess.Popen([*command, str(n), str(TIMES)], cwd=root, stderr=subprocess.PIPE)
        for n in range(CLERKS)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in clerks]
    assert said == [""] * CLERKS
    payloads = [record.payload for record in app.view().entries()]
    findings = sorted(p.finding for p in payloads if isinstance(p, FindingRaised))
    year = app.today.year
    assert findings == [f"F-{year}-{n:03d}" for n in range(1, CLERKS * TIMES + 1)]
    numbers = [p.entry_no for p in payloads if isinstance(p, ScoreEntered)]
    assert numbers == list(range(1, CLERKS * TIMES + 1))
    assert app.ledger.head().size == before + 2 * CLERKS * TIMES
    assert verify(url).sound
    for projection in ALL:
        stored.catch_up(app.ledger, projection)
        assert stored.verify(app.ledger, projection) == ()


def test_a_grant_that_ends_while_somebody_records_under_it(url: str, app: Ptaudit) -> None:
    """Both decide at one head; the end comes first: the other decides again, and is refused."""
    grants = app.registry(app.ledger.head().size).grants
    [grant] = [code for code, given in grants.items() if given.desk == DESK]
    ends = iter((EndGrant,))

    def new_id() -> str:
        # Ids are given while a decision is being made: between its reading and its append.
        for end in ends:
            app.execute(say(end, grant=grant, reason="岗位调整"), operator="admin")
        return clerk.new_id()

    other = Ptaudit.open(url, clock=clerk.clock, new_id=new_id)
    before = app.ledger.head().size
    with pytest.raises(Refused) as refusal:
        other.execute(say(RaiseFinding, units="清河镇", issue="粪污直排"), operator="epb")
    assert refusal.value.code == "desk.no_grant"
    assert [r.kind for r in app.view().entries()][before:] == ["grant.ended"]
    other.close()


def test_a_number_given_to_somebody_else_is_not_given_again(url: str, app: Ptaudit) -> None:
    """Somebody else's finding in between takes it: decided again, the next one is given."""
    others = iter(("粪污直排",))

    def new_id() -> str:
        for issue in others:
            app.execute(say(RaiseFinding, units="清河镇", issue=issue), operator="epb")
        return clerk.new_id()

    other = Ptaudit.open(url, clock=clerk.clock, new_id=new_id)
    [record] = other.execute(
        say(RaiseFinding, units="清河镇", issue="秸秆焚烧"), operator="epb"
    ).records
    assert isinstance(record.payload, FindingRaised)
    assert record.payload.finding == f"F-{app.today.year}-002"
    other.close()


def test_who_always_comes_second_gives_up(url: str, app: Ptaudit) -> None:
    """After five lost races nothing is recorded, and it is said so."""
    issues = count(1)

    def new_id() -> str:
        app.execute(say(RaiseFinding, units="清河镇", issue=f"第{next(issues)}件"), operator="epb")
        return clerk.new_id()

    other = Ptaudit.open(url, clock=clerk.clock, new_id=new_id)
    with pytest.raises(Conflict) as conflict:
        other.execute(say(RaiseFinding, units="清河镇", issue="秸秆焚烧"), operator="epb")
    assert conflict.value.code == "decision.contended"
    raised = [r.payload for r in app.view().entries() if isinstance(r.payload, FindingRaised)]
    assert {finding.issue for finding in raised} == {f"第{n}件" for n in range(1, next(issues))}
    other.close()
