"""Why: a unit's score point by point, an entry with what it rests on, an article with what follows from it."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from ptaudit.domain.failures import Malformed
from ptaudit_cli.explanations import article, asking, entry, lost, stages, tree
from ptaudit_cli.params import Given, place
from ptaudit_cli.reads import Choice, Read

TREE = Read("explain", "", tree.TreeRow, tree.rows, by_year=True, page=tree.page, held=True)
LOST = Read("explain", "--lost", lost.LostRow, lost.rows, by_year=True, page=lost.page, held=True)
STAGES = Read(
    "explain", "--stages", stages.StageRow, stages.rows, by_year=True, page=stages.page, held=True
)
ENTRY = Read(
    "explain",
    "entry",
    entry.EntryRow,
    entry.rows,
    by_year=True,
    page=entry.page,
    personal=True,
    held=True,
)
ARTICLE = Read(
    "explain",
    "article",
    article.ArticleRow,
    article.rows,
    by_year=True,
    page=article.page,
    held=True,
)


def pick(given: Mapping[str, Any]) -> Read:
    """Raises Malformed for ways that exclude each other."""
    said = given["explained"] or ""
    if given["lost"] and given["stages"]:
        raise Malformed("explain.one_way")
    way = LOST if given["lost"] else STAGES if given["stages"] else None
    kind = ENTRY if asking.entry(said) else ARTICLE if asking.is_article(said) else TREE
    if way is not None and kind is not TREE:
        raise Malformed("explain.of_a_unit", said=said)
    return way or kind


def _params() -> Sequence[click.Parameter]:
    return [
        place("explained"),
        Given.flag("lost", block="own"),
        Given.flag("stages", block="own"),
    ]


CALLS = (Choice("explain", "", (TREE, LOST, STAGES, ENTRY, ARTICLE), pick, _params),)
