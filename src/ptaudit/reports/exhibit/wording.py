"""The sentences of an exhibit: days, lateness, who recorded; what is never proved."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ptaudit.domain.events.base import Claim
from ptaudit.reports.exhibit.contract import Citation, Unknown

_DIGITS = "零一二三四五六七八九"
BLAME = "责任由有权机关认定"
#: What a questions file is called where its own name is not at hand.
QUESTIONS = "questions.yml"

#: What no exhibit proves (semantics 13).
LIMITS: tuple[str, ...] = (
    "账本证明的是:某号登记在何时录入、录入后未被改动。它不证明所称的日期属实;属实与否以收文登记、送达回证等凭证为准。",
    "账本不证明没有漏登:收到而未录入的材料,须与收文登记簿对账(ptaudit reconcile)才能发现。",
    "经办人持有密钥以前,登记人为其自报的账号,登记上注明未认证。",
    "软件只陈述何人收到、何人何时录入,不认定责任;" + BLAME + "。",
    "所称“当时不知”指账本当时没有登记,不等于有关人员当时不知情。",
    "假如主张成立的推算不是决定,未写入账本;更正、重新排位由有权机关作出。",
)


def sentence(parts: Iterable[str]) -> str:
    """*parts* as one sentence."""
    return ";".join(part for part in parts if part) + "。"


def claims(found: Iterable[Claim]) -> str:
    """What an act claims as its authority: 第十五条第三项、口径 late_filing、软件约束."""
    return "、".join(map(_claim, found)) or "软件约束(细则未规定)"


def _claim(claim: Claim) -> str:
    match claim.type:
        case "条文":
            number, _, item = claim.ref.partition(".")
            part = f"第{numeral(int(item))}项" if item else ""
            return f"第{numeral(int(number))}条{part}"
        case "口径":
            return f"口径 {claim.ref}" + (f"({claim.doc_no})" if claim.doc_no else "")
        case "软件约束":
            return "软件约束(细则未规定)"


def minute(recorded_at: str) -> str:
    """``2024-01-25 11:42``"""
    return recorded_at[:16].replace("T", " ")


def numeral(number: int) -> str:
    """1 … 100 in Chinese."""
    if number == 100:
        return "一百"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def recorder(one: Citation) -> str:
    return f"{one.operator}({one.desk})" if one.desk else one.operator


def lateness(one: Citation) -> str:
    working = f"{one.late_working_days}个工作日"
    if one.working_days_provisional:
        working += ",暂定"
    return f"迟录{one.late_days}天({one.on}→{one.recorded_at[:10]},合{working})"


def against(day: date, due: date) -> str:
    """How a day stands to a deadline."""
    if day == due:
        return f",恰在期限{due}当日"
    if day < due:
        return f",早于期限{due}"
    return f",晚于期限{due}{(day - due).days}天"


def marks(one: Citation) -> list[str]:
    """What anybody who reads the line should know of the entry."""
    found = []
    if one.late:
        found.append(f"补录,{lateness(one)}")
    elif one.late_days:
        found.append(lateness(one))
    if one.after_approval is not None:
        found.append(f"审定后{one.days_after_approval}天录入")
    if one.unproved:
        found.append("无凭证")
    if one.late_reason:
        found.append(f"迟录说明:{one.late_reason}")
    if one.irregular:
        found.append("登记时不合程序")
    if one.corrected_by:
        found.append(f"已更正,见{numbers(one.corrected_by)}")
    if one.voided_by is not None:
        found.append(f"已作废,见第{one.voided_by}号")
    return found


def became_known(late: Unknown) -> str:
    """When an unknown entry became known, and what it did."""
    target = f"第{late.target}号" if late.target else ""
    what = {"登记": "", "更正": "更正", "作废": "作废", "附证据": "补附凭证于"}[late.change]
    day = f"其后{late.days}天录入" if late.days else "当日其后录入"
    return f"{day}{',' if what else ''}{what}{target}"


def signed(points: Decimal) -> str:
    return format(points, "+f")


def numbers(positions: Iterable[int]) -> str:
    return "、".join(f"第{position}号" for position in positions)
