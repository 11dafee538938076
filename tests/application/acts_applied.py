"""Acts around them: units and posts, tasks and values, inspections, on-site visits, results put to use."""

from collections.abc import Sequence
from random import Random
from typing import Any

from ptaudit.domain.commands import (
    applied,
    duties,
    handing,
    inspections,
    lineages,
    notices,
    onsite,
    posts,
    tasks,
)
from ptaudit.domain.commands.selfchecks import MissSelfcheck
from tests.application.steps import (
    Act,
    ago,
    ahead,
    back,
    last_of,
    marks,
    named,
    number,
    of,
    one,
    reason,
    town,
    unit,
    year,
)


def rows(**fields: Any) -> Any:
    """A table of one row; fields may be tried out like any other."""
    return lambda chance: ({name: field(chance) for name, field in fields.items()},)


def share(chance: Random) -> str:
    return str(chance.choice((0, 30, 30, 60, 100, 101)))


measured = of("35.5", "40", "28", "-1", "102")
indicator = of("T1", "A11", "pm25")
days: dict[str, Any] = {"starts": ago, "ends": ahead}

heir = named("", 2023, 2024, 2025)


def inherited(chance: Random) -> Any:
    return ((heir(chance), chance.choice(("清河镇", "河口镇", "无"))),)


ACTS: Sequence[Act] = (
    Act(
        lineages.ChangeUnit,
        "mdb",
        {"unit": town},
        {"name": of("新河镇", "清河镇"), "unit_kind": of("街道", "镇")},
    ),
    Act(lineages.MergeUnits, "mdb", {"units": one(town), "into": town}, {}),
    Act(lineages.SplitUnit, "mdb", {"unit": town, "into": one(town)}, {}),
    Act(lineages.AbolishUnits, "mdb", {"units": one(town)}, {}),
    Act(
        lineages.TransferFunctions,
        "mdb",
        {"units": one(unit), "to": one(town), "functions": one(of("水务"))},
        {},
    ),
    Act(lineages.DetermineLineage, "mdb", {"unit": town, "inherits": inherited}, {}),
    Act(
        posts.AssumePost,
        "mdb",
        {"unit": town, "role": of("党主要", "政主要", "分管"), "name": of("甲", "乙", "丙")},
        {},
        2,
    ),
    Act(
        posts.LeavePost,
        "mdb",
        {"unit": town, "role": of("党主要", "政主要"), "person": of("甲", "乙", "p-1")},
        {},
    ),
    Act(
        posts.SealPerson,
        "admin",
        {"person": of("p-1", "p-2"), "reason": reason},
        {"decision": of("解除")},
    ),
    Act(
        tasks.DecomposeTargets,
        "epb",
        {
            "unit": town,
            "tasks": rows(text=of("治污"), due=ahead, responsible=of("环保办"), code=of("1", "2")),
        },
        {"year": year},
        2,
    ),
    Act(
        tasks.ReportTask,
        "epb",
        {"unit": town, "task": of("1", "2"), "percent": share},
        {"year": year},
        2,
    ),
    Act(
        tasks.ReportIndicators,
        "epb",
        {"unit": town, "values": rows(indicator=indicator, value=measured)},
        {"year": year},
        2,
    ),
    Act(
        tasks.CertifyIndicator,
        "epb",
        {"indicator": indicator, "values": rows(unit=unit, value=measured)},
        {"year": year},
        2,
    ),
    Act(
        tasks.WaiveIndicator,
        "mdb",
        {"indicator": of("A11", "A31"), "units": town, "year": year},
        {"treatment": of("折算", "满分", "零分")},
    ),
    Act(
        duties.RecordDuty,
        "epb",
        {"unit": unit, "duty": of("9.1-c", "9.1-f", "10.1-a")},
        {"year": year},
        2,
    ),
    Act(
        notices.SendNotice,
        "mdb",
        {"units": town, "about": of("催报", "结果预告知"), "year": year},
        {"answer_by": ahead, "finding": number, "target": back},
        2,
    ),
    Act(MissSelfcheck, "epb", {"units": town, "period": of("上半年", "年终"), "year": year}, {}),
    Act(
        inspections.HoldInspection,
        "epb",
        {"form": of("检查", "督查"), "units": unit},
        {"year": year},
    ),
    Act(inspections.PlanRectification, "epb", {"finding": number}, {}),
    Act(
        inspections.ReportProgress, "epb", {"finding": number, "percent": share}, {"unit": town}, 2
    ),
    Act(
        inspections.PubliciseClosure, "epb", {"finding": number, "until": ahead}, {"since": ago}, 2
    ),
    Act(inspections.WithdrawFinding, "epb", {"finding": number, "reason": reason}, {}),
    Act(
        inspections.ReassignFinding, "epb", {"finding": number, "units": town}, {"former": town}, 2
    ),
    Act(
        inspections.EscalateFinding,
        "epb",
        {"finding": number, "form": of("挂牌督办")},
        {"due": ahead},
    ),
    Act(
        onsite.JoinReview,
        "epb",
        {
            "year": year,
            "department": of("县水利局", "清河镇"),
            "units": rows(unit=town, result=of("同意", "有异议")),
        },
        {},
    ),
    Act(onsite.ProposeOnsite, "epb", {"year": year, "units": town, **days}, {}, 2),
    Act(onsite.DecideOnsite, "mdb", {"year": year, "result": of("同意", "同意", "不同意")}, {}, 2),
    Act(onsite.HoldOnsite, "mdb", {"year": year, "units": town}, {"plan_version": of(1, 2)}, 2),
    Act(
        applied.RevokeAdvanced,
        "mdb",
        {"unit": town, "ground": of("一票否决", "弄虚作假")},
        {"refill": town, "year": year},
    ),
    Act(applied.EnterBonus, "mdb", {"unit": town, "amount": marks}, {"year": year}, 2),
    Act(
        applied.ReverseBonus,
        "mdb",
        {"entry": last_of("bonus.entered"), "reason": reason},
        {"amount": marks},
    ),
    Act(applied.NotifyInterview, "mdb", {"unit": town, "day": ahead}, {"year": year}),
    Act(
        applied.FollowInterview,
        "epb",
        {"unit": town, "stage": of("落实报告", "核查")},
        {"year": year, "result": of("通过", "不通过")},
    ),
    Act(applied.WithdrawAccountability, "mdb", {"unit": town, "reason": reason}, {}),
    Act(
        applied.DecideAccountability,
        "mdb",
        {"unit": town, "stage": of("移送", "启动", "结论")},
        {"outcome": reason},
    ),
    Act(handing.ReferResult, "mdb", {"year": year, "to": one(of("县委组织部"))}, {"units": town}),
    Act(
        handing.TransferArchive,
        "mdb",
        {"year": year, "to": of("县档案馆"), "items": named("", 3, 40)},
        {},
    ),
)
