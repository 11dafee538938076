"""An ordinary year of the county: targets, self-checks, findings, scores, opinion, report, approval, circular."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ptaudit.demo import names, rulebook
from ptaudit.demo.diary import Diary, days, said
from ptaudit.demo.plan import Unit
from ptaudit.domain.commands.assessment import (
    DeductScore,
    EnterScore,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.basis import OpenYear
from ptaudit.domain.commands.findings import CloseFinding, RaiseFinding, SubmitRectification
from ptaudit.domain.commands.selfchecks import FileSelfcheck
from ptaudit.domain.commands.targets import IssueRules, IssueTargets, ServeDocument, SubmitDraft

DAY = dt.date
SEQUENCES: tuple[Literal["A", "B"], ...] = ("A", "B")


class Year:
    """One year's notes. What a story needs to differ it leaves out here and writes itself."""

    def __init__(self, diary: Diary, year: int, units: Sequence[Unit]) -> None:
        self.diary = diary
        self.year = year
        self.units = units
        self.findings = 0
        self.doc = 0

    def number(self, organ: str, year: int | None = None) -> str:
        """The next document number of an organ: ``清绩委〔2025〕3号``."""
        self.doc += 1
        return f"清{organ}〔{year or self.year}〕{self.doc}号"

    def opened(self) -> None:
        y = self.year
        due = {
            "上半年自查": DAY(y, 7, 15),
            "年终自查": DAY(y, 12, 31),
            "考评意见": DAY(y + 1, 1, 20),
            "结果报告": DAY(y + 1, 2, 10),
            "审定": DAY(y + 1, 2, 28),
        }
        self.diary.on(DAY(y, 1, 10), "mdb", said(OpenYear, year=y, due=due, on=DAY(y, 1, 10)))
        drafts: list[Command] = [
            said(
                SubmitDraft,
                draft="考评细则",
                year=y,
                items=rulebook.items(sequence),
                applies_to=(sequence,),
                full_marks=Decimal(100),
                on=DAY(y, 2, 5),
            )
            for sequence in SEQUENCES
        ]
        targets = self._targets()
        drafts.append(
            said(SubmitDraft, draft="目标任务", year=y, targets=targets, on=DAY(y, 2, 5))
        )
        self.diary.on(DAY(y, 2, 5), "epb", *drafts)
        notice = self.number("绩委")
        issued: list[Command] = [
            said(
                IssueRules,
                year=y,
                applies_to=(sequence,),
                items=rulebook.items(sequence),
                full_marks=Decimal(100),
                basis=notice,
                on=DAY(y, 2, 20),
            )
            for sequence in SEQUENCES
        ]
        issued.append(said(IssueTargets, year=y, targets=targets, basis=notice, on=DAY(y, 2, 20)))
        self.diary.on(DAY(y, 2, 20), "mdb", *issued)
        served = [
            said(
                ServeDocument,
                doc_no=notice,
                to=(unit.name,),
                method="公文系统",
                receipt=f"收{y}-{n:03d}",
                on=DAY(y, 2, 22),
            )
            for n, unit in enumerate(self.units, 1)
        ]
        self.diary.on(DAY(y, 2, 24), "mdb", *served)

    def _targets(self) -> tuple[Mapping[str, object], ...]:
        rows: list[Mapping[str, object]] = []
        for unit in self.units:
            binding = (
                ("优良水体比例", "95", "%") if unit.sequence == "A" else ("年度任务", "100", "%")
            )
            rows.append(
                {
                    "unit": unit.name,
                    "code": f"{unit.sequence}24",
                    "name": binding[0],
                    "value": binding[1],
                    "op": "≥",
                    "unit_of_measure": binding[2],
                    "binding": True,
                    "article": "9.2" if unit.sequence == "A" else "10.2",
                }
            )
        return tuple(rows)

    def selfchecks(self, period: Literal["上半年", "年终"], *, leave: Sequence[str] = ()) -> None:
        """Reports and copies; one in twelve is a few days late."""
        last = DAY(self.year, 7, 15) if period == "上半年" else DAY(self.year, 12, 31)
        for n, unit in enumerate(self.units, 1):
            if unit.name in leave:
                continue
            late = self.diary.chance.random() < 1 / 12
            filed = last + dt.timedelta(
                self.diary.chance.randrange(2, 9) if late else -self.diary.chance.randrange(1, 13)
            )
            tag = "H1" if period == "上半年" else "Y"
            command = said(
                FileSelfcheck,
                unit=unit.name,
                period=period,
                year=self.year,
                on=filed,
                receipt=f"环收{filed.year}-{tag}{n:03d}",
                copied=filed,
                copy_receipt=f"目督收{filed.year}-{tag}{n:03d}",
            )
            self.diary.on(filed, "epb", command, hour=15)
            if late:
                note = f"{period}自查逾期报送"
                item = f"{unit.sequence}13"
                self.deduct(unit, item, Decimal(1), note=note, on=DAY(self.year + 1, 1, 6))

    def raised(self, unit: Unit, *, close: bool = True) -> str:
        """A finding with its letter, and mostly a rectification in time. Returns its number."""
        chance = self.diary.chance
        self.findings += 1
        number = f"F-{self.year}-{self.findings:03d}"
        found = days(DAY(self.year, 3, 1), DAY(self.year, 10, 20), chance)
        deadline = found + dt.timedelta(chance.randrange(20, 45))
        letter = self.number("环函")
        command = said(
            RaiseFinding,
            units=(unit.name,),
            issue=chance.choice(names.ISSUES),
            finding=number,
            source=chance.choice(("日常检查", "督查", "巡查", "信访")),
            indicator=f"{unit.sequence}31",
            on=found,
            deadline=deadline,
            basis=letter,
            served=found + dt.timedelta(chance.randrange(0, 3)),
        )
        self.diary.on(found + dt.timedelta(3), "epb", command)
        if close:
            late = chance.random() < 1 / 8
            done = deadline + dt.timedelta(
                chance.randrange(3, 20) if late else -chance.randrange(2, 12)
            )
            self.done(number, done)
            if late:
                self.deduct(unit, f"{unit.sequence}31", Decimal(3), because=number)
        return number

    def done(self, number: str, day: dt.date, *, typed: dt.date | None = None) -> None:
        """Reported done on *day*, verified and closed within a fortnight."""
        verified = day + dt.timedelta(self.diary.chance.randrange(4, 9))
        closed = verified + dt.timedelta(1)
        receipt = f"环收{day.year}-Z{number[7:]}"
        submit = said(SubmitRectification, finding=number, on=day, receipt=receipt)
        close = said(
            CloseFinding,
            finding=number,
            verified=verified,
            on=closed,
            basis=self.number("环函", closed.year),
        )
        if typed is not None:
            self.diary.on(typed, "epb", submit, close, hour=11)
            return
        self.diary.on(day, "epb", submit, hour=16)
        self.diary.on(closed, "epb", close, hour=16)

    def deduct(
        self,
        unit: Unit,
        item: str,
        amount: Decimal,
        *,
        because: str | None = None,
        note: str | None = None,
        on: dt.date | None = None,
    ) -> None:
        day = on or DAY(self.year + 1, 1, 8)
        command = said(
            DeductScore,
            unit=unit.name,
            item=item,
            amount=amount,
            because=(because,) if because else (),
            year=self.year,
            stage="审核",
            note=note,
            on=day,
        )
        self.diary.on(day, "epb", command, hour=14)

    def awards(self, weak: Mapping[str, int] | None = None) -> None:
        """What is determined for each unit; *weak* units lose that many hundredths of each item."""
        day = DAY(self.year + 1, 1, 9)
        commands: list[Command] = []
        for unit in self.units:
            lost = (weak or {}).get(unit.name, 0)
            for item, full in rulebook.awarded(unit.sequence):
                share = Decimal(100 - lost - self.diary.chance.randrange(0, 16)) / 100
                value = (full * share).quantize(Decimal("0.1"))
                commands.append(
                    said(
                        EnterScore,
                        unit=unit.name,
                        item=item,
                        amount=value,
                        year=self.year,
                        stage="审核",
                        note="按年度任务完成情况核定",
                        on=day,
                    )
                )
        self.diary.on(day, "epb", *commands, hour=15)
