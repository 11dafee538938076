"""About entries: who recorded what when and how late, what one of them rests on, who decides a correction."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ptaudit.application import explaining
from ptaudit.domain.clocks import CORRECTIONS
from ptaudit.domain.findings import deadlines
from ptaudit.domain.names import ROLES
from ptaudit.domain.policy import KEYS
from ptaudit.domain.record import Record
from ptaudit.projections.explanation.entry import Explained, Link
from ptaudit.projections.explanation.material import Named
from ptaudit.projections.projection import tagged
from ptaudit.projections.rectification import rectification
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.answering import scores, subjects
from ptaudit.reports.exhibit.contract import Citation, Fact
from ptaudit.reports.exhibit.posed import Found, Posed

#: Entries named one by one in the sentence; the rest are counted.
NAMED = 4
#: What decides whether an entry is 补录 or 无凭证.
LATE = ("late_record.threshold", "late_record.unproved")


def late(posed: Posed) -> Found:
    """Who recorded what when; 补录 and 审定后录入 are said of each entry."""
    records = subjects.told(posed.subject, posed.view, posed.year)
    cited = posed.cite(records)
    acts = [one for one in cited if one.kind not in CORRECTIONS]
    worth = [one for one in acts if one.late or one.after_approval is not None]
    spoken, due = worth or acts, _due(posed, records)
    parts = [_who(one, due) for one in spoken[:NAMED]]
    if (more := len(spoken) - NAMED) > 0:
        parts.append(f"另有{more}号见所列登记")
    if not worth:
        parts.append("没有补录,也没有审定后录入的登记")
    command = f"ptaudit timeline {posed.subject} {posed.clocks}"
    if posed.year is not None and subjects.tag_or_none(posed.subject) is None:
        command += f" --year {posed.year}"
    return Found(
        subject=posed.subject,
        answer=wording.sentence([*parts, wording.BLAME]),
        command=command,
        facts=tuple(_facts(worth)),
        deciding=cited,
        unknown=posed.after(subjects.told(posed.subject, posed.later, posed.year)),
        rulings=tuple(posed.rulings(LATE)),
    )


def _due(posed: Posed, records: Sequence[Record]) -> dt.date | None:
    """The deadline of the one finding that the entries are about."""
    found = {name for record in records for name in tagged(record, "finding")}
    if len(found) != 1:
        return None
    row = posed.view.row(rectification, *found)
    return deadlines.deadline(row, posed.registry, posed.view.on)


def _who(one: Citation, due: dt.date | None) -> str:
    at = wording.minute(one.recorded_at)
    text = f"第{one.position}号{one.title}由{wording.recorder(one)}于{at}录入"
    if one.late:
        text += ",是补录"
    if one.late_days:
        text += f",{wording.lateness(one)}"
    if one.days_after_approval is not None:
        text += f",在审定{one.days_after_approval}天之后"
    if one.receipts:
        text += f",{'、'.join(one.receipts)}"
    if one.received_on is not None:
        text += f",收文日{one.received_on}" + (
            "" if due is None else wording.against(one.received_on, due)
        )
    return text + (",无凭证" if one.unproved else "")


def _facts(worth: Sequence[Citation]) -> Iterator[Fact]:
    for one in worth:
        name = f"第{one.position}号"
        who = f"{wording.recorder(one)} {wording.minute(one.recorded_at)}"
        yield Fact(name=f"{name}录入", value=who)
        yield Fact(name=f"{name}迟录天数", value=str(one.late_days))
        if one.days_after_approval is not None:
            yield Fact(name=f"{name}审定后天数", value=str(one.days_after_approval))


def explained(posed: Posed) -> Found:
    """One entry with what it rests on and what rests on it; a unit's score where a unit is named."""
    number = subjects.number(posed.subject)
    if number is None:
        return scores.whole(posed)
    found = explaining.entry(posed.view, str(number))
    later = explaining.entry(posed.later, str(number))
    first = posed.citation(found.first.cited)
    about, organs = first.about or "内容见原文", "、".join(first.organs)
    said = [
        f"第{first.position}号{first.title}({about}),{first.on},{organs}",
        f"登记时以{wording.claims(found.claims)}为依据",
        _named("所据登记", found.rests_on),
        _named("据此作出的登记", found.resting),
        _fate(found),
    ]
    cites = [found.first.cited, *(named.cited for named in _linked(found))]
    return Found(
        subject=f"第{number}号",
        answer=wording.sentence(said),
        command=f"ptaudit explain {number} {posed.clocks}",
        deciding=tuple({c.position: posed.citation(c) for c in cites}.values()),
        unknown=posed.after(named.record for named in _linked(later)),
        rules=posed.rules(*(ruled.rules for ruled in found.rules)),
    )


def _linked(found: Explained) -> Iterator[Named]:
    """The entries on either side of one, and its changes."""
    yield from (link.named for link in (*found.rests_on, *found.resting))
    yield from (change.named for change in found.changes)


def _named(what: str, links: Sequence[Link]) -> str:
    direct = sorted({link.named.record.position for link in links if link.depth == 1})
    return f"{what}:{wording.numbers(direct)}" if direct else f"{what}:没有"


def _fate(found: Explained) -> str:
    if found.now is None:
        return "已作废或已被代替"
    return f"已按第{found.now.amended_by}号更正" if found.now.amended_by else ""


def who_decides(posed: Posed) -> Found:
    """Before 审定 the organ itself; after it 县委、县政府, by 口径 (the regulation is silent)."""
    year, key = posed.the_year, "correction.after_approval"
    approval = explaining.approval(posed.view, year)
    organs = "、".join(ROLES[role] for role in posed.registry.policy(year)[key].split("+"))
    if approval is None:
        answer = (
            f"{year}年度尚未审定:由原登记的行为机关更正并写明理由,原记录保留(细则对更正未作规定)。"
        )
    else:
        answer = (
            f"{year}年度已于{approval.on}审定:按口径 {key}({KEYS[key].title}),"
            f"报{organs}更正(细则对更正未作规定),原记录保留。"
        )
    records = [] if approval is None else [posed.record(approval.position)]
    later = posed.approval(year)
    after = [] if later is None else [posed.record(later.position)]
    if subjects.number(posed.subject) is not None:
        records += subjects.told(posed.subject, posed.view)
    return Found(
        subject=f"{year}年度",
        answer=answer,
        command=f"ptaudit timeline {year} {posed.clocks}",
        facts=(Fact(name="由谁决定", value=organs if approval else "原登记的行为机关"),),
        deciding=posed.cite(records),
        unknown=posed.after(after),
        rulings=tuple(posed.rulings([key])),
    )
