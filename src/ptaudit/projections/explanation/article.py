"""What an article leads to: kinds that claim it or whose papers come about under it, rulings, documents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ptaudit.domain.documents import DOCUMENTS, Document, within
from ptaudit.domain.events.base import Event
from ptaudit.domain.events.catalogue import ALL
from ptaudit.domain.policy import KEYS, Key
from ptaudit.domain.regulation import BY_NUMBER, Article, exists

_DIGITS = "一二三四五六七八九"
_SAID = re.compile(r"第?(?P<number>[^第条]+)条(?:第?[((]?(?P<item>[^))项]+)[))]?项?)?")
_DOTTED = re.compile(r"(?P<number>[0-9]{1,2})\.(?P<item>[0-9]{1,2})")


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
    documents = tuple(paper for paper in DOCUMENTS if _under(paper.refs, ref))
    recorded = {kind for paper in documents for kind in paper.kinds}
    return OfArticle(
        ref,
        BY_NUMBER[int(number)],
        tuple(
            event
            for event in ALL
            if event.kind in recorded
            or _under((claim.ref for claim in event.claims if claim.type == "条文"), ref)
        ),
        tuple(key for key in KEYS.values() if within(key.article, ref)),
        documents,
    )


def _under(claimed: Iterable[str], ref: str) -> bool:
    return any(within(one, ref) for one in claimed)
