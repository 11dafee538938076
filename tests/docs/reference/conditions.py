"""登记条件: what makes each act refused, irregular or only marked, as the source raises it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from ptaudit.domain import envelope, registry, wire
from ptaudit.domain.assessment import (
    approvals,
    deviations,
    handing,
    handovers,
    joint,
    onsite,
    opinions,
    publications,
    reports,
    result_corrections,
    reviews,
    scores,
    seals,
)
from ptaudit.domain.commands.base import Command
from ptaudit.domain.commands.catalogue import DOORS
from ptaudit.domain.completion import decider as completion
from ptaudit.domain.completion import proceedings
from ptaudit.domain.cycle import onsite as onsite_order
from ptaudit.domain.cycle import procedure, seal_order
from ptaudit.domain.deciders import FAMILIES
from ptaudit.domain.duties import decider as duties
from ptaudit.domain.duties import fold as duties_fold
from ptaudit.domain.findings import decider as findings
from ptaudit.domain.findings import inspections
from ptaudit.domain.findings import possible as findings_order
from ptaudit.domain.honours import bonus
from ptaudit.domain.honours import fold as honours_fold
from ptaudit.domain.indicators import decider as indicators
from ptaudit.domain.indicators import fold as indicators_fold
from ptaudit.domain.interviews import decider as interviews
from ptaudit.domain.interviews import fold as interviews_fold
from ptaudit.domain.objections import decider as objections
from ptaudit.domain.objections import fold as objections_fold
from ptaudit.domain.papers import submissions
from ptaudit.domain.posts import decider as posts
from ptaudit.domain.posts import fold as posts_fold
from ptaudit.domain.registers import history, register, units
from ptaudit.domain.scoring import fold as scores_fold
from ptaudit.domain.selfchecks import decider as selfchecks
from ptaudit.domain.selfchecks import fold as selfchecks_fold
from ptaudit.domain.targets import decider as targets
from ptaudit.domain.targets import fold as targets_fold
from ptaudit.domain.tasks import decider as tasks
from ptaudit.domain.tasks import fold as tasks_fold
from ptaudit.domain.vetoes import decider as vetoes
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit_cli import labels
from tests.architecture.tree import syntax
from tests.docs.reference.markdown import GENERATED, WORDS, code, joined, listed, table
from tests.docs.reference.raising import Raised, cases, functions, raised, reached

#: How the act ends: refused as it stands, or recorded only with a reason.
ENDS = {
    "Malformed": "拒收",
    "NotFound": "拒收",
    "Conflict": "冲突",
    "Refused": "不予登记",
    "Breach": "须说明",
    "Contradiction": "须说明",
}


class Order(NamedTuple):
    """What is judged on the whole of a case or a year, by *judges*, when acts of *families* come in."""

    title: str
    judges: tuple[ModuleType, ...]
    families: tuple[ModuleType, ...]


ORDERS = (
    Order("检查", (inspections,), (inspections,)),
    Order("问题与整改", (findings_order,), (findings,)),
    Order("一票否决", (vetoes_fold,), (vetoes,)),
    Order("目标和细则", (targets_fold,), (targets,)),
    Order("任务分解", (tasks_fold,), (tasks,)),
    Order("指标值和缺项", (indicators_fold,), (indicators,)),
    Order("履职事项", (duties_fold,), (duties,)),
    Order("自查和退回", (selfchecks_fold, submissions), (selfchecks, submissions)),
    Order("计分", (scores_fold,), (scores,)),
    Order(
        "考评程序",
        (procedure, onsite_order),
        (reviews, joint, onsite, scores, opinions, reports, approvals, deviations, publications),
    ),
    Order("封账", (seal_order,), (seals, completion, result_corrections)),
    Order("异议", (objections_fold,), (objections,)),
    Order("任职", (posts_fold,), (posts,)),
    Order("抄送和归档", (handing,), (handovers,)),
    Order("加分", (honours_fold,), (bonus,)),
    Order("约谈", (interviews_fold,), (interviews,)),
    Order("问责处理", (proceedings,), (proceedings,)),
    Order("登记册", (units,), (register,)),
    Order("历史结果", (history,), (history,)),
)

INTRO = """\
登记不设门槛,后果设门槛。别人做过、留下纸的行为,只在四种情况下不登记:写得不对、说不清是谁的、这个岗没有登记权、已经登记过。
不合程序、越权的,照样可以登记,但要写明理由(`--irregular 理由`),从此一直注明“程序存疑”,在需要合规行为的地方不作数。
程序自己得出的(名单、触发、建议)缺了根据就不出。

| 结果 | 意思 |
|---|---|
| 拒收 | 写得不对或所指的不存在,改正后再登记 |
| 不予登记 | 细则、口径或软件约束不允许;没有登记权也在此列 |
| 须说明 | 倒序、越权、与已登记的矛盾:不加 `--irregular 理由` 就不登记 |
| 冲突 | 别人刚登记了有关内容,看过再登记 |
| 只注明 | 迟录、无凭证、审定后录入:照登,标出来,见下 |

已经登记过的同一件事再登记,不重复登记,显示原来那一号。
本页是从程序的判断里逐条读出来的:几条命令共用一段判断的,会列出彼此的情形。〈〉里是当时的内容。"""

MARKED = """\
| 注明 | 何时 |
|---|---|
| 补录:迟N天 | 登记日比行为之日迟过口径 `late_record.threshold` 所定的天数;登记册和结转不算 |
| 无凭证 | 补录而没有文号、收文号、附件 |
| 封账(第N号)后录入 | 登记时所属年度正封着账,而行为之日早于封账之日;不拒收 |
| 程序存疑 | 以 `--irregular` 登记的;倒序每次查询重新判断,补登了缺的纸就不再倒序,越权一直注明 |
| 已更正、已作废、附证据 | 后来有更正、作废、补证据的登记 |
| 依据已变 | 计分所依据的登记后来被更正或作废 |
| 结转、无过程 | 由历史结果结转的年度 |"""


JUDGED = """\
这些不看单独一条命令,而是把它放进整个案件、整个年度再看一遍:放进去以后出现下列情形的,须说明才登记。
每次查询都重新判断,后来补登了缺的纸,就不再算。"""


def page() -> str:
    parts = ["# 登记条件", GENERATED, INTRO, "## 只注明", MARKED]
    common = of_all()
    parts += ["## 一切登记", table(HEADINGS, _rows(common)), "## 倒序和矛盾", JUDGED]
    for order in ORDERS:
        parts += [f"### {order.title}", table(HEADINGS, _rows(of_order(order)))]
    for door in DOORS:
        titles = listed(labels.of_kind(event.kind, WORDS) for event in door.command.records)
        parts.append(f"## ptaudit {door.noun} {door.verb}")
        family = _family(door.command)
        judged = [f"[{o.title}](#{o.title})" for o in ORDERS if family in o.families]
        also = f"另见倒序和矛盾:{'、'.join(judged)}。" if judged else ""
        parts.append(f"登记:{titles}。{also}")
        own = table(HEADINGS, _rows(of_command(door.command) - common))
        parts.append(own or "没有一切登记以外的条件。")
    return joined(*parts)


HEADINGS = ("结果", "情形", "代码")


def _rows(found: Iterable[Raised]) -> Iterator[tuple[str, str, str]]:
    order = list(dict.fromkeys(ENDS.values()))
    texts = WORDS.section("refusals")
    ends: dict[str, str] = {}
    for one in sorted(found, key=lambda one: order.index(ENDS[one.cls])):
        ends.setdefault(one.code, ENDS[one.cls])
    for name, end in sorted(ends.items(), key=lambda row: (order.index(row[1]), row[0])):
        yield end, _plain(str(texts[name]["what"])), code(name)


def _plain(text: str) -> str:
    return text.replace("{", "〈").replace("}", "〉")


def of_all() -> set[Raised]:
    """What any command may meet: desk, day, paper, size, and names of units."""
    found: set[Raised] = set()
    for module, name in ((envelope, "drafted"), (registry, "unit"), (wire, "seal")):
        path = _path(module)
        found |= reached(path, functions(path)[name])
    return found


def _family(command: type[Command]) -> ModuleType:
    return next(family for family in FAMILIES if command in family.COMMANDS)


def of_command(command: type[Command]) -> set[Raised]:
    """What deciding *command* may raise, by itself."""
    path = _path(_family(command))
    [decide] = functions(path)["decide"]
    bodies = cases(decide)
    found = reached(path, [*bodies[""], *bodies.get(command.__name__, [])])
    return {one for one in found if one.cls != "Contradiction"}


def of_order(order: Order) -> set[Raised]:
    """What the folds of *order* call a contradiction."""
    found = {one for module in order.judges for one in raised(syntax(_path(module)))}
    return {one for one in found if one.cls == "Contradiction"}


def _path(module: ModuleType) -> Path:
    assert module.__file__ is not None
    return Path(module.__file__).resolve()
