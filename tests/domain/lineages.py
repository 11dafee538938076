"""Units that merge, divide and change, in a few words: what the tests of lineage are given."""

import datetime as dt
from typing import Any

from ptaudit.domain import clocks
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.lineages import (
    AbolishUnits,
    ChangeUnit,
    DetermineLineage,
    MergeUnits,
    SplitUnit,
    TransferFunctions,
)
from ptaudit.domain.completion import fold
from ptaudit.domain.completion.three_years import Reading, reading
from ptaudit.domain.events.assessment import CompletionDetermined, UnitCompletion
from ptaudit.domain.values import UnitKind
from tests.domain.specification import Spec, say, unit

DAY = dt.date
#: 一 and 二 unmet, met, without targets, put off; a dot: nothing recorded.
RESULTS = {"未": "未完成", "完": "完成", "无": "不适用", "缓": "缓议"}
FIRST = 2018
COUNTY = Spec(today=DAY(2025, 3, 1)).given(
    unit("jia", "甲镇"), unit("yi", "乙乡", "乡"), unit("bing", "丙镇")
)


def founded(spec: Spec, code: str, name: str, since: dt.date, kind: UnitKind = "镇") -> Spec:
    event = unit(code, name, kind).model_copy(update={"since": since})
    return spec.given(event, on=since)


def determined(spec: Spec, code: str, pattern: str, first: int = FIRST) -> Spec:
    """One character a year: what 县委、县政府 determined of *code*."""
    for n, what in enumerate(pattern):
        if what in RESULTS:
            row = UnitCompletion.model_validate({"unit": code, "result": RESULTS[what]})
            event = CompletionDetermined(year=first + n, units=(row,))
            spec = spec.given(
                event, on=DAY(first + n + 1, 2, 1), basis=f"×委〔{first + n + 1}〕1号"
            )
    return spec


def change(name: str, on: str, /, **said: Any) -> ChangeUnit:
    return say(ChangeUnit, unit=name, on=on, **said)


def merge(names: str, into: str, on: str, **said: Any) -> MergeUnits:
    return say(MergeUnits, units=names, into=into, on=on, **said)


def split(name: str, into: str, on: str, **said: Any) -> SplitUnit:
    return say(SplitUnit, unit=name, into=into, on=on, **said)


def abolish(names: str, on: str) -> AbolishUnits:
    return say(AbolishUnits, units=names, on=on)


def transfer(names: str, to: str, on: str, **said: Any) -> TransferFunctions:
    return say(
        TransferFunctions, **{"units": names, "to": to, "on": on, "functions": "水", **said}
    )


def carry(name: str, *inherits: str, **said: Any) -> DetermineLineage:
    said = {"basis": "×委〔2025〕8号", **said}
    return say(DetermineLineage, unit=name, inherits=inherits, **said)


def merged(jia: str, yi: str, *, host: str | None = "甲镇", on: str = "2022-01-01") -> Spec:
    """甲 and 乙 from 2018, and 丁 into which they merged."""
    spec = determined(determined(COUNTY, "jia", jia), "yi", yi)
    spec = founded(spec, "ding", "丁镇", DAY.fromisoformat(on))
    return spec.did(merge("甲镇、乙乡", "丁镇", on, host=host))


class Kept:
    """What a spec amounts to, folded once."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.registry = spec.registry
        self.rows: dict[str, fold.UnitYears] = {}
        for record in clocks.known(spec.records):
            if record.kind in fold.KINDS:
                for key in fold.keys(record):
                    row = self.rows.get(key) or fold.initial(key)
                    self.rows[key] = fold.evolve(row, record)


def read(spec: Spec | Kept, code: str, last: int = 2024, /, **keys: str) -> Reading:
    """*code*'s years, from everything *spec* holds, with policy keys tried out."""
    kept = spec if isinstance(spec, Kept) else Kept(spec)
    tried = {name.replace("__", "."): value for name, value in keys.items()}
    row = kept.rows.get(code) or fold.initial(code)
    return reading(row, {}, FIRST, last, kept.registry.trying(tried), kept.rows)


def statuses(found: Reading) -> str:
    """One character a year from the first to the last: 未 完 无 缓, 待 undetermined, 断 not carried."""
    said = {word: what for what, word in RESULTS.items()} | {"未认定": "待", "不承继": "断"}
    years = found.answers
    return "".join(
        said[years[y].status] if y in years else "·" for y in range(FIRST, found.until + 1)
    )


def done(spec: Spec, *commands: Command) -> Spec:
    for command in commands:
        spec = spec.did(command)
    return spec
