"""The county from its first entry: units, carried years, two recorded years, and what made them disputed."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from ptaudit.application import Opening, Ptaudit
from ptaudit.demo import names, story
from ptaudit.demo.diary import ZONE, Clock, Diary, said
from ptaudit.demo.plan import Plan, Unit
from ptaudit.demo.year import Year
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import AdoptPolicy, AdoptRegulation
from ptaudit.domain.commands.history import CarryHistory
from ptaudit.domain.commands.register import NameOrgan, RegisterUnit

DAY = dt.date


def build(
    url: str, plan: Plan | None = None, progress: Callable[[int, int], None] = lambda _, __: None
) -> Ptaudit:
    """A new ledger at *url* holding the county of *plan*. Raises Unusable when one is there already."""
    plan = plan or Plan()
    chance = Random(plan.seed)
    first = plan.years.start
    clock = Clock(dt.datetime(first, 1, 2, 9, tzinfo=ZONE))
    app = Ptaudit.create(
        url,
        Opening(county="清源县", origin="qingyuan.example/ptaudit"),
        clock=clock,
        new_id=lambda: f"{chance.getrandbits(128):032x}",
    )
    diary = Diary(Random(plan.seed + 1))
    _registers(diary, plan)
    for year in plan.years:
        notes = Year(diary, year, plan.units)
        notes.opened()
        story.tell(notes, plan)
    diary.play(app, clock, progress, plan.together)
    return app


def _registers(diary: Diary, plan: Plan) -> None:
    """Units, organ names, the regulation, the county's rulings and the years carried over from paper."""
    first = plan.years.start
    day = DAY(first, 1, 3)
    diary.on(day, "mdb", *(_unit(unit) for unit in plan.units), hour=9)
    named = said(NameOrgan, role="EPB", name="清源县生态环境局", on=DAY(2019, 3, 1))
    diary.on(day, "mdb", named, hour=10)
    adopted = said(
        AdoptRegulation,
        title="清源县环境保护党政同责工作目标绩效管理实施细则",
        in_force=DAY(2018, 1, 1),
        on=DAY(2018, 1, 1),
        basis="清委办〔2018〕1号",
    )
    ruled = said(
        AdoptPolicy,
        keys={"extension.max": "1", "late_record.threshold": "30"},
        from_year=plan.carried_years.start,
        basis=f"清绩委〔{first}〕1号",
        on=day,
    )
    diary.on(day, "mdb", adopted, ruled, hour=11)
    for year in plan.carried_years:
        typed = max(day, DAY(year + 1, 3, 5))
        diary.on(typed, "mdb", *_carried(diary.chance, plan, year), hour=14)


def _unit(unit: Unit) -> Command:
    roles = ("EPB",) if unit.name == names.BUREAU else ()
    return said(RegisterUnit, name=unit.name, unit_kind=unit.kind, roles=roles)


def _carried(chance: Random, plan: Plan, year: int) -> list[Command]:
    """A past year's circular as it was printed: scores, ranks, and who did not meet the targets."""
    commands: list[Command] = []
    for sequence in ("A", "B"):
        units = [unit for unit in plan.units if unit.sequence == sequence]
        marks = sorted((Decimal(chance.randrange(7000, 9700)) / 100 for _ in units), reverse=True)
        order = chance.sample(units, len(units))
        for place, (unit, score) in enumerate(zip(order, marks, strict=True), 1):
            rank = marks.index(score) + 1
            unmet = unit.name in story.unmet(plan, year)
            commands.append(
                said(
                    CarryHistory,
                    unit=unit.name,
                    year=year,
                    completion="未完成" if unmet else "完成",
                    score=score,
                    rank=rank,
                    sequence=sequence,
                    advanced="是" if place * 3 <= len(units) else "否",
                    on=DAY(year + 1, 3, 1),
                    basis=f"清委办通报〔{year + 1}〕2号",
                )
            )
    return commands
