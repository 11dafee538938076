"""What was asked to be explained: a unit's year, an entry or an article; and what a unit's year is made from."""

import re
import unicodedata
from typing import TYPE_CHECKING

from ptaudit_cli.reads import Ask
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.projections.explanation.material import Material

_NUMBER = re.compile(r"第?([0-9]+)号?")
_ID = re.compile(r"[0-9a-f]{32}")
_ARTICLE = re.compile(r"第?[^第条]*条.*|[0-9]{1,2}\.[0-9]{1,2}")


def said(text: str) -> str:
    """As typed, with the digits and brackets of a Chinese keyboard made plain."""
    return unicodedata.normalize("NFKC", text).strip()


def entry(text: str) -> str | None:
    """The number or id of the entry *text* names; None where it names none."""
    if _ID.fullmatch(said(text)):
        return said(text)
    number = _NUMBER.fullmatch(said(text))
    return str(int(number[1])) if number else None


def is_article(text: str) -> bool:
    """Whether *text* names an article, there or not; a number alone is an entry's."""
    return _ARTICLE.fullmatch(said(text)) is not None


def material(ask: Ask) -> "Material":
    """Raises NotFound for a unit or year never recorded."""
    from ptaudit.application.explaining import material

    return material(ask.view, ask.registry.unit(ask["explained"]).code, the_year(ask))
