"""What would have to follow once a result is corrected: titles, interviews, circulars, chains, each by its act."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ptaudit_cli.call import Call

if TYPE_CHECKING:
    from ptaudit.application import Outcome, Ptaudit
    from ptaudit.domain.commands.base import Command


#: What a correction itself makes differ from the papers before it.
_SAID = ("total.asserted",)


def lines(app: "Ptaudit", command: "Command", outcome: "Outcome", call: Call) -> Iterator[str]:
    """The consequence list of a correction just recorded, or tried in a dry run; else nothing."""
    from ptaudit.domain.commands.results import CorrectResult

    if not isinstance(command, CorrectResult) or not outcome.records:
        return
    from ptaudit.application.consequences import following
    from ptaudit.projections.consequence import OFFICIAL
    from ptaudit_cli.consequence_lines import line, told

    first = outcome.records[0].position
    if first <= app.ledger.head().size:
        before, after = app.view(str(first - 1)), app.view()
    else:
        before = app.view()
        after = app.suppose(before, add=[command]).view
    found = following(before, after, (command.year,), by=OFFICIAL)
    words = call.words
    if not found:
        yield words("consequence_page.none")
        return
    # What was approved before the correction stays as it was: nothing is to be done about that.
    rows = [told(one, after.registry.named, words) for one in found if one.code not in _SAID]
    yield words("consequence_page.head", count=len(rows))
    for row in rows:
        yield line(replace(row, remedy="") if row.act == "result correct" else row, words)
    yield words("consequence_page.foot")
