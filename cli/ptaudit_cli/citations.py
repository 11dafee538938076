"""Articles, rulings and the software's own rules as they are cited in words (``9.3`` → 第九条第三项)."""

from collections.abc import Sequence
from typing import Protocol

from ptaudit_cli import labels
from ptaudit_cli.messages import Catalogue

_DIGITS = "零一二三四五六七八九"


class Claim(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def doc_no(self) -> str | None: ...


def numeral(number: int) -> str:
    """1 … 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def article(ref: str, words: Catalogue) -> str:
    number, _, item = ref.partition(".")
    if words.lang == "zh":
        whole = f"第{numeral(int(number))}条"
        return whole + (f"第{numeral(int(item))}项" if item else "")
    return (
        words("citation.item", n=number, item=item)
        if item
        else words("citation.article", n=number)
    )


def of_claim(claim: Claim, words: Catalogue) -> str:
    """One authority: an article, a 口径 with the document that set it, or the software's own rule."""
    match claim.type:
        case "条文":
            return article(claim.ref, words)
        case "口径" if claim.doc_no:
            return words("citation.policy_by", key=claim.ref, doc_no=claim.doc_no)
        case "口径":
            return words("citation.policy", key=claim.ref)
        case _:
            return words("citation.own")


def rulings(keys: Sequence[str], words: Catalogue) -> list[str]:
    """口径 by their titles; in English, where they have none, by their keys."""
    from ptaudit.domain.policy import KEYS

    if words.lang != "zh":
        return list(keys)
    return [KEYS[key].title if key in KEYS else key for key in keys]


def option(key: str, value: str, words: Catalogue) -> str:
    """What the option *value* of 口径 *key* says; a number, or a word a county wrote, with its unit or as it is."""
    said = words.section("ruling").get(key, {})
    if value in said:
        return str(said[value])
    if key == "four_eyes":
        return words.listed([labels.of_kind(kind, words) for kind in value.split(",")])
    if all(part in said for part in value.split(",")):
        return words.listed([said[part] for part in value.split(",")])
    name, _, rest = value.partition(":")
    template = said.get(name if rest else "value", "{value}")
    return str(template.format(value=rest or value))


def ruled(key: str, value: str, words: Catalogue) -> str:
    """A 口径 by its title with the option in force in words; one that is not known as it was written."""
    [title] = rulings([key], words)
    return words("ruling.said", title=title, option=option(key, value, words))


def options(said: Sequence[str], words: Catalogue) -> list[str]:
    """``key=value`` as people read them."""
    pairs = (one.partition("=") for one in said)
    return [ruled(key, value, words) for key, _, value in pairs]
