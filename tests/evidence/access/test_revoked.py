"""A grant that ends, an operator who is stopped, while somebody records: nothing slips through after."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Thread

import pytest

from ptaudit.application import Opening, Ptaudit
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.findings import RaiseFinding
from ptaudit.domain.commands.register import EndGrant, RegisterOperator, RegisterUnit
from ptaudit.domain.decider import Refused
from ptaudit.domain.failures import Conflict, Failure, NotFound
from tests.application import clerk
from tests.domain.specification import say

DESK = "环保登记岗"
_schemas = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: str = request.getfixturevalue("postgresql")
    sign = "&" if "?" in server else "?"
    return f"{server}{sign}schema=revoked{next(_schemas)}"


@pytest.fixture
def app(url: str) -> Iterator[Ptaudit]:
    opening = Opening(county="测试县", origin="test.example/ptaudit")
    app = Ptaudit.create(url, opening, clock=clerk.clock, new_id=clerk.new_id)
    app.execute(say(RegisterUnit, name="清河镇", unit_kind="镇"), operator="mdb")
    yield app
    app.close()


def stop(app: Ptaudit) -> Command:
    stopped = {"operator": "epb", "name": "环保经办", "desk": DESK, "status": "停用"}
    return say(RegisterOperator, **stopped)


def end(app: Ptaudit) -> Command:
    grants = app.registry(app.ledger.head().size).grants
    [grant] = [code for code, given in grants.items() if given.desk == DESK]
    return say(EndGrant, grant=grant, reason="岗位调整")


REVOKED: dict[str, tuple[Callable[[Ptaudit], Command], type[Failure], str, str]] = {
    "operator": (stop, NotFound, "operator.off_duty", "operator.registered"),
    "grant": (end, Refused, "desk.no_grant", "grant.ended"),
}


@pytest.mark.parametrize("what", REVOKED)
def test_revoked_between_reading_and_appending(what: str, url: str, app: Ptaudit) -> None:
    """Ids are given while a decision is made: there the other writer comes in between."""
    make, kind, code, recorded = REVOKED[what]
    once = iter((make(app),))

    def new_id() -> str:
        for command in once:
            app.execute(command, operator="admin")
        return clerk.new_id()

    other = Ptaudit.open(url, clock=clerk.clock, new_id=new_id)
    before = app.ledger.head().size
    with pytest.raises(kind) as refusal:
        other.execute(say(RaiseFinding, units="清河镇", issue="粪污直排"), operator="epb")
    assert refusal.value.code == code
    assert [r.kind for r in app.view().entries()][before:] == [recorded]
    other.close()


@pytest.mark.parametrize("what", REVOKED)
def test_two_writers_at_once(what: str, url: str, app: Ptaudit) -> None:
    """One raises findings until refused; the other revokes somewhere among them."""
    make, kind, code, recorded = REVOKED[what]
    met: list[Failure] = []

    def record() -> None:
        other = Ptaudit.open(url, clock=clerk.clock, new_id=clerk.new_id)
        try:
            for n in range(400):
                try:
                    finding = say(RaiseFinding, units="清河镇", issue=f"第{n}件")
                    other.execute(finding, operator="epb")
                except Conflict:
                    continue
        except Failure as failure:
            met.append(failure)
        finally:
            other.close()

    writer = Thread(target=record)
    before = app.ledger.head().size
    writer.start()
    while app.ledger.head().size < before + 5 and writer.is_alive():
        pass
    app.execute(make(app), operator="admin")
    writer.join(timeout=60)
    assert [(type(failure), failure.code) for failure in met] == [(kind, code)]
    kinds = [record.kind for record in app.view().entries()][before:]
    assert kinds[-1] == recorded
    assert set(kinds[:-1]) == {"finding.raised"}
