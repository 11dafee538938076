"""封账 as order: a seal rests on approval and circular, a reopening on a seal, and nothing comes after a seal."""

from collections.abc import Iterator

from ptaudit.domain.cycle.judged import Fault, Judged
from ptaudit.domain.cycle.papers import Approval, Cycle, Paper
from ptaudit.domain.cycle.sealing import Seal, in_order, place, standing
from ptaudit.domain.decider import Contradiction


def sealed(year: Cycle, judged: Judged, approval: Approval | None) -> Judged:
    """Seals and reopenings, and what was determined of a sealed year all the same."""
    for act in in_order(year.seals, year.reopenings):
        former = standing(year.seals, year.reopenings, judged.regular, place(act.paper))
        if isinstance(act, Seal):
            faults = [*_seal(act, year, approval)]
            if former is not None:
                position = former.paper.position
                faults.append(("seal.already", (("year", year.year), ("position", position))))
        else:
            lifted = former is not None and former.paper.id == act.seal
            faults = [] if lifted else [("reopen.not_sealed", (("year", year.year),))]
        judged = judged.with_act(act.paper, faults)
    papers = {done.paper.id: done.paper for done in year.completions}
    for paper in papers.values() if year.seals else ():
        found = [
            Contradiction.of(c, paper.position, p) for c, p in under_seal(paper, year, judged)
        ]
        judged = Judged(judged.regular, (*judged.faults, *found))
    return judged


def _seal(seal: Seal, year: Cycle, approval: Approval | None) -> Iterator[Fault]:
    """A seal rests on the approval and on a circular after it."""
    before = seal.paper.order
    if approval is None or approval.order > before:
        yield "seal.not_approved", (("year", year.year),)
    elif not any(
        approval.order < circular.paper.order < before and not circular.paper.unauthorised
        for circular in year.circulars
    ):
        yield "seal.not_published", (("year", year.year),)


def under_seal(paper: Paper, year: Cycle, judged: Judged) -> Iterator[Fault]:
    """What an act on the result is at fault in, when a seal stood on its day."""
    seal = standing(year.seals, year.reopenings, judged.regular, place(paper))
    if seal is not None:
        on, position = seal.paper.on, seal.paper.position
        yield "year.sealed", (("year", year.year), ("position", position), ("on", on))
