"""What was handed over of a year, in lines: results referred, files transferred to the archive."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ptaudit_cli.messages import Catalogue

if TYPE_CHECKING:
    from ptaudit.application import View


def lines(words: Catalogue, view: "View", year: int) -> Iterator[str]:
    """One line an act, what does not count, or no longer holds, said with it."""
    from ptaudit.application.handed import handed

    state = handed(view, year)
    cycle = state.cycles.of(year)
    for referral in state.referrals:
        event, paper = referral.event, referral.paper
        text = words(
            "handed.referred",
            position=paper.position,
            on=paper.on,
            to=words.listed(list(event.to)),
            count=len(event.units),
            scope=event.scope,
            digest=event.digest or words("handed.no_digest"),
        )
        if not referral.counts(cycle):
            text = words("handed.idle", what=text)
        elif referral.outdated(cycle):
            text = words("handed.outdated", what=text)
        yield text
    for transfer in state.transfers:
        moved, paper = transfer.event, transfer.paper
        text = words(
            "handed.archived",
            position=paper.position,
            on=paper.on,
            to=moved.to,
            items=moved.items,
            digest=moved.sha or words("handed.no_digest"),
        )
        seal = transfer.seal(cycle)
        if not transfer.counts(cycle):
            text = words("handed.idle", what=text)
        elif seal != cycle.sealed:
            text = words("handed.reopened", what=text)
        yield text


def archived(words: Catalogue, view: "View") -> Iterator[str]:
    """The years whose files are in the archive, in one line; none where there are none."""
    from ptaudit.application.handed import archived as by_year

    found = [
        words("handed.year", year=year, position=position)
        for year, position in by_year(view).items()
    ]
    if found:
        yield words("handed.archived_years", years=words.listed(found))
