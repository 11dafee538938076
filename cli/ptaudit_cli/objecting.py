"""Objections as they stand at a view: for their list, and for what waits to be done."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.application import View
    from ptaudit.domain.objections.fold import Filing, Objection
    from ptaudit.domain.objections.standing import State
    from ptaudit.domain.registry import Registry

#: Days before an answer is due from which it is something to do.
SOON = 7


def states(view: "View") -> "Iterator[tuple[Objection, State]]":
    """Every objection filed by the view's day, with how it stands then."""
    from ptaudit.application.due import states as stand

    return stand(view)


def who(filing: "Filing", registry: "Registry") -> str:
    return registry.named(filing.unit) if filing.unit else filing.by or ""


def lines(words: Catalogue, view: "View") -> Iterator[tuple[dt.date, str]]:
    """What waits: objections to be taken up, and answers due within a week or overdue."""
    for row, state in states(view):
        filing = row.filed
        if filing is None or not row.is_open:
            continue
        if row.status == "已提出":
            form, since = "filed", filing.paper.mark.on
        elif state.due is None:
            form, since = "decide", filing.paper.mark.on
        elif state.overdue:
            form, since = "overdue", state.due
        elif (state.due - view.on).days <= SOON:
            form, since = "due", state.due
        else:
            continue
        yield (
            since,
            words(
                f"status.objection.{form}",
                objection=row.objection,
                who=who(filing, view.registry),
                on=filing.paper.mark.on,
                timely=state.timely,
                due=state.due or words("status.unset"),
                days=abs((state.due - view.on).days) if state.due else 0,
            ),
        )
