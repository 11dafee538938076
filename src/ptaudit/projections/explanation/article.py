"""What an article of the regulation leads to: kinds that claim it, rulings that fill it in, documents."""

import re
from dataclasses import dataclass

from ptaudit.domain.events import ALL
from ptaudit.domain.events.base import Event
from ptaudit.domain.policy import KEYS, Key
from ptaudit.domain.regulation import BY_NUMBER, Article, exists

_DIGITS = "一二三四五六七八九"
_SAID = re.compile(r"第?(?P<number>[^第条]+)条(?:第?[((]?(?P<item>[^))项]+)[))]?项?)?")
_DOTTED = re.compile(r"(?P<number>[0-9]{1,2})\.(?P<item>[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that comes about under an article (*ref*). *stated*: the text itself speaks of what it records."""

    ref: str
    name: str
    stated: bool = True


DOCUMENTS: tuple[Document, ...] = (
    Document("7", "得分说明书", stated=False),
    Document("9.1", "党委会议季度情况表"),
    Document("9.1", "人大报告情况表"),
    Document("9.3", "一票否决认定书", stated=False),
    Document("11", "下达目标任务的通知"),
    Document("11", "印发考评细则的通知"),
    Document("11", "目标任务调整通知", stated=False),
    Document("12", "目标任务分解表"),
    Document("13", "半年自查评估报告"),
    Document("13", "抄送单"),
    Document("13", "催报通知", stated=False),
    Document("14", "检查、督查、巡查记录"),
    Document("14", "问题反馈函"),
    Document("14", "限期整改通知"),
    Document("14", "延期申请和批复", stated=False),
    Document("14", "整改完成报告", stated=False),
    Document("14", "核查意见和销号通知", stated=False),
    Document("15.1", "年度自查报告"),
    Document("15.2", "审核记录"),
    Document("15.2", "实地考评方案和批复"),
    Document("15.2", "考评意见"),
    Document("15.3", "复核意见"),
    Document("15.3", "考评结果报告"),
    Document("15.3", "更正通报", stated=False),
    Document("16", "考评结果通报"),
    Document("17", "先进单位名单"),
    Document("17", "加分通知单"),
    Document("18", "约谈通知和纪要"),
    Document("19", "考评结果抄送函", stated=False),
    Document("20", "连续未完成情况核查表", stated=False),
    Document("20", "问责启动建议"),
)


@dataclass(frozen=True, slots=True)
class OfArticle:
    """*ref* is the article or one of its items (``14``, ``9.3``)."""

    ref: str
    article: Article
    kinds: tuple[type[Event], ...]
    keys: tuple[Key, ...]
    documents: tuple[Document, ...]

    @property
    def item(self) -> int | None:
        _, dot, item = self.ref.partition(".")
        return int(item) if dot else None


def ref_of(said: str) -> str | None:
    """``第十四条``、``14条``、``第九条第三项``、``9.3`` as ``14``, ``9.3``; None for what is no article.

    A number alone is an entry's. Whether the text has the article is another question.
    """
    if dotted := _DOTTED.fullmatch(said):
        return f"{int(dotted['number'])}.{int(dotted['item'])}"
    if (found := _SAID.fullmatch(said)) is None:
        return None
    number = _numeral(found["number"])
    item = _numeral(found["item"]) if found["item"] else ""
    return None if number is None or item is None else f"{number}.{item}".rstrip(".")


def _numeral(text: str) -> int | None:
    """1 … 99, in digits or in Chinese."""
    if text.isascii() and text.isdecimal() and len(text) <= 2:
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(part and part not in _DIGITS for part in (tens, ones)) or len(tens) > 1:
        return None
    if not ten:
        return _DIGITS.index(ones) + 1 if len(ones) == 1 else None
    if len(ones) > 1:
        return None
    head = _DIGITS.index(tens) + 1 if tens else 1
    return head * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def of_article(ref: str) -> OfArticle | None:
    """What *ref* leads to; None where the text has no such article or item."""
    if not exists(ref):
        return None
    number, _, _ = ref.partition(".")
    return OfArticle(
        ref,
        BY_NUMBER[int(number)],
        tuple(
            event
            for event in ALL
            if any(claim.type == "条文" and _within(claim.ref, ref) for claim in event.claims)
        ),
        tuple(key for key in KEYS.values() if _within(key.article, ref)),
        tuple(paper for paper in DOCUMENTS if _within(paper.ref, ref)),
    )


def _within(claimed: str, ref: str) -> bool:
    """Whether what claims *claimed* belongs to *ref*: the same, an item of it, or the whole of it."""
    return claimed == ref or claimed.startswith(f"{ref}.") or ref.startswith(f"{claimed}.")
