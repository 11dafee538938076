"""Standing facts kept from question to question are those a fold of everything known then would give."""

import datetime as dt
from random import Random

import pytest

from ptaudit.application import facts
from ptaudit.application.facts import Facts
from ptaudit.domain import clocks, wire
from ptaudit.domain import registry as standing
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy, OpenYear
from ptaudit.domain.commands.corrections import CorrectRecord, VoidRecord
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.record import Record
from ptaudit.domain.registry import STANDING, Registry
from ptaudit.ledger import Ledger
from tests.application.histories import histories
from tests.application.random_county import County
from tests.domain.specification import say

DAYS = (dt.date(2024, 12, 31), dt.date(2025, 1, 6), dt.date(2025, 3, 1), dt.date(2030, 12, 31))
PAPER = "×绩委〔2025〕1号"


def lived(seed: int) -> County:
    """Facts adopted, corrected, re-entered and voided among the random acts of a small county."""
    county = County()
    last = ""
    said: tuple[Command | str, ...] = (
        say(AdoptPolicy, keys={"third.min": "1"}, from_year=2024, basis=PAPER),
        "correct",
        say(OpenYear, year=2026, on=dt.date(2025, 1, 2), basis=PAPER),
        "void",
        say(AdoptPolicy, keys={"third.min": "0"}, from_year=2024, basis=PAPER, on=DAYS[1]),
        say(CarryHistory, unit="清河镇", year=2022, completion="完成", basis="甲", on=DAYS[1]),
        "void",
    )
    for n, step in enumerate(histories(seed, 42)):
        county.take(step)
        if n % 6 == 5:
            what = said[n // 6]
            if what == "correct":
                what = say(CorrectRecord, target=last, set=(("on", "2025-01-06"),), reason="笔误")
            elif what == "void":
                what = say(VoidRecord, target=last, reason="重复")
            assert isinstance(what, Command)
            [record, *_] = county.app.execute(what, operator="mdb").records
            last = record.id
    return county


def plain(ledger: Ledger, position: int, on: dt.date | None) -> Registry:
    held = [wire.decode(data) for _, data in ledger.entries(STANDING, upto=position)]
    return standing.fold(clocks.known(held, on))


@pytest.mark.parametrize("far", [0, 3, 10**9])
@pytest.mark.parametrize("seed", [1, 2])
def test_in_whatever_order_they_are_asked_for(
    seed: int, far: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "FAR", far)
    monkeypatch.setattr(facts, "STEP", 4)
    county = lived(seed)
    ledger = county.app.ledger
    size = ledger.head().size
    kept = Facts(ledger)
    asked = [(position, on) for position in range(0, size + 1, 3) for on in (*DAYS, None)]
    for position, on in [*Random(seed).sample(asked, len(asked)), (size, None)]:
        assert kept.registry(position, on) == plain(ledger, position, on)
        assert kept.registry(position, on) is kept.registry(position, on)
    county.app.close()


def test_other_entries_corrections_are_not_kept() -> None:
    county = lived(5)
    ledger = county.app.ledger
    size = ledger.head().size
    answers = [r for r in Facts(ledger).recorded(size) if r.kind in clocks.CORRECTIONS]
    ids = {r.id for r in _decoded(ledger) if r.kind not in clocks.CORRECTIONS and _is_fact(r)}
    every = [r for r in _decoded(ledger) if r.kind in clocks.CORRECTIONS]
    assert [r.id for r in answers] == [r.id for r in every if ids & set(r.payload.targets())]
    assert 2 <= len(answers) < len(every)
    county.app.close()


def _decoded(ledger: Ledger) -> list[Record]:
    return [wire.decode(data) for _, data in ledger.entries()]


def _is_fact(record: Record) -> bool:
    return STANDING.matches(record.kind, record.tags)
