"""A consequence: one thing that would no longer agree, the entries it rests on, and the act that sets it right.

The software lists; whether and how to act is for the organs that may (责任由有权机关认定).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from ptaudit.domain.cycle.papers import Cycle
from ptaudit.domain.record import Record
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.projections.difference import Difference, Value, What

Code: TypeAlias = Literal[
    "score.moved",
    "rank.moved",
    "list.joined",
    "list.left",
    "title.revoke",
    "title.lost",
    "title.gained",
    "bonus.due_back",
    "veto.moved",
    "completion.moved",
    "chain.moved",
    "chain.triggered",
    "chain.released",
    "proposal.broken",
    "proposal.restored",
    "finding.moved",
    "deadline.moved",
    "reopening.proposed",
    "basis.changed",
    "total.asserted",
    "paper.uncounted",
    "approval.lost",
    "circular.list",
    "circular.ranks",
    "circular.scores",
    "interview.held",
    "interview.due",
    "paper.rests",
    "service.rests",
    "entry.rests",
    "entry.impossible",
]
CODES: tuple[Code, ...] = get_args(Code)

#: The act that sets right what an entry of a kind says; of every other kind a correction does.
BY_KIND: Mapping[str, str] = {
    "finding.notified": "finding notify",
    "rectification.ordered": "finding order",
    "extension.decided": "extension decide",
    "finding.closed": "finding reopen",
    "veto.decided": "veto decide",
    "opinion.issued": "opinion issue",
    "opinion.verified": "opinion verify",
    "completion.determined": "completion determine",
    "report.submitted": "report submit",
    "result.approved": "result correct",
    "result.corrected": "result correct",
    "result.published": "result publish",
    "accountability.proposed": "accountability withdraw",
    "advanced.revoked": "result correct",
    "bonus.entered": "bonus reverse",
}
#: Papers that went out to somebody; 送达 has a code of its own.
PAPERS = frozenset(
    (*BY_KIND, "document.issued", "submission.returned", "interview.notified", "interview.held")
)
SCORED, SERVED = "score.entered", "document.served"
#: Kinds whose totals are asserted, by what the assertion is called.
ASSERTED: Mapping[str, str] = {
    "考评意见": "opinion.issued",
    "复核": "opinion.verified",
    "结果报告": "report.submitted",
    "审定": "result.approved",
    "更正": "result.corrected",
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that no longer agrees. *positions* are the entries it rests on; those supposed are not among them.

    *subject*: the list, case, item or edition; *kind*: of the entry it is about, or the code of what
    contradicts. *act*: the door (noun
    and verb) that regularly sets it right, empty where nothing is to be recorded.
    """

    code: Code
    year: int | None = None
    units: tuple[str, ...] = ()
    subject: str = ""
    before: Value | None = None
    after: Value | None = None
    positions: tuple[int, ...] = ()
    kind: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the year's consequences are told from: its papers, sheets and interviews as they stand.

    *then* is the year as its papers would stand.
    """

    cycle: Cycle
    then: Cycle
    sheets: Mapping[str, Sheet]
    interviews: tuple[Record, ...] = ()

    @property
    def act(self) -> str:
        """How a result of the year is set right: by correction once it is approved, else by scoring on."""
        return "" if self.cycle.approval is None else "result correct"

    @property
    def official(self) -> tuple[int, ...]:
        return () if self.cycle.approval is None else (self.cycle.approval.position,)


@dataclass(frozen=True, slots=True)
class Names:
    """What scores, ranks and lists are called among the points compared: official or recomputed."""

    score: What
    rank: What
    lists: What


OFFICIAL = Names("审定得分", "审定名次", "审定名单")
RECOMPUTED = Names("重算得分", "重算名次", "重算名单")


def names_of(difference: Difference, side: Literal["before", "after"]) -> tuple[str, ...]:
    said = difference.before if side == "before" else difference.after
    return said.value if said is not None and isinstance(said.value, tuple) else ()


def in_order(found: Iterable[Consequence], last: int) -> tuple[Consequence, ...]:
    """By code, year and entry, alike ones together; entries after position *last* are not yet recorded: not named."""
    kept = [
        replace(one, positions=tuple(p for p in one.positions if p <= last))
        for one in dict.fromkeys(found)
    ]
    return tuple(
        sorted(
            _together(kept),
            key=lambda c: (CODES.index(c.code), c.year or 0, c.positions, c.units, c.subject),
        )
    )


def _together(found: Iterable[Consequence]) -> Iterator[Consequence]:
    """What is alike for several units, told once."""
    alike: dict[Consequence, list[str]] = {}
    for one in found:
        alike.setdefault(replace(one, units=()), []).extend(one.units)
    for one, units in alike.items():
        yield replace(one, units=tuple(dict.fromkeys(units)))
