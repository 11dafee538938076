"""What is already out and would no longer agree: asserted totals, circulars, interviews, papers and their services."""

from collections.abc import Collection, Iterable, Iterator

from ptaudit.domain.cycle.papers import Circular, Cycle, Paper
from ptaudit.domain.decider import Contradiction
from ptaudit.domain.record import Record
from ptaudit.projections.consequence import (
    ASSERTED,
    BY_KIND,
    PAPERS,
    SCORED,
    SERVED,
    Code,
    Consequence,
    Grounds,
    Names,
    names_of,
)
from ptaudit.projections.difference import Difference, Point, State, Value, What
from ptaudit.projections.projection import tagged


def asserted(own: Collection[Difference], grounds: Grounds, names: Names) -> Iterator[Consequence]:
    """Papers that assert the totals which move, one a paper."""
    moved = {d.point.units[0]: d for d in own if d.point.what == names.score}
    papers: dict[tuple[int, str], list[str]] = {}
    for unit in moved:
        sheet = grounds.sheets.get(f"{unit}/{grounds.cycle.year}")
        for said in sheet.assertions if sheet else ():
            if said.kind in ASSERTED and said.total is not None:
                papers.setdefault((said.mark.position, said.kind), []).append(unit)
    for (position, called), units in sorted(papers.items()):
        one = moved[units[0]] if len(units) == 1 else None
        kind = ASSERTED[called]
        yield Consequence(
            "total.asserted",
            grounds.cycle.year,
            tuple(units),
            called,
            one.before.value if one and one.before else None,
            one.after.value if one and one.after else None,
            (position,),
            kind,
            grounds.act or BY_KIND[kind],
        )


def uncounted(grounds: Grounds) -> Iterator[Consequence]:
    """Papers still there that counted and, with what they rest on gone, would count no longer."""
    then, year = grounds.then, grounds.cycle.year
    there = {paper.id for _, paper in _papers(then)}
    for kind, paper in _papers(grounds.cycle):
        if paper.id in there and grounds.cycle.counts(paper) and not then.counts(paper):
            yield Consequence(
                "paper.uncounted",
                year,
                subject=paper.doc_no or "",
                positions=(paper.position,),
                kind=kind,
                act=BY_KIND.get(kind, "record correct"),
            )
    if grounds.cycle.approval is not None and then.approval is None:
        yield Consequence(
            "approval.lost",
            year,
            before=grounds.cycle.approval.on,
            positions=grounds.official,
            kind="result.approved",
            act="result approve",
        )


def _papers(cycle: Cycle) -> Iterator[tuple[str, Paper]]:
    """Papers of 第十五、十六条 with their kinds, in the order of the procedure."""
    seen: set[str] = set()
    for kind, acts in (
        ("review.done", cycle.reviews),
        ("opinion.issued", cycle.opinions),
        ("opinion.verified", cycle.verifications),
        ("report.submitted", cycle.reports),
        ("result.approved", cycle.approvals),
        ("result.corrected", cycle.corrections),
        ("result.published", cycle.circulars),
    ):
        for act in acts:
            if act.paper.id not in seen:
                seen.add(act.paper.id)
                yield kind, act.paper


def in_force(cycle: Cycle) -> tuple[Circular, ...]:
    """Circulars that no later edition took the place of."""
    replaced = {circular.replaces for circular in cycle.circulars}
    return tuple(c for c in cycle.circulars if c.paper.id not in replaced)


def circulated(
    circular: Circular, year: int, before: State, after: State, names: Names
) -> Iterator[Consequence]:
    """Titles and places already made known that agreed before and would no longer."""
    at = (circular.paper.position,)
    act = "result publish"

    def moved(what: What, unit: str, printed: Value | None) -> bool:
        was, now = (_value(state, what, year, unit) for state in (before, after))
        return printed is not None and was == printed and now != printed

    ranks = tuple(u for u, _, rank, _ in circular.ranks if moved(names.rank, u, rank))
    scores = tuple(u for u, _, _, score in circular.ranks if moved(names.score, u, score))
    found: tuple[tuple[Code, tuple[str, ...]], ...] = (
        ("circular.ranks", ranks),
        ("circular.scores", scores),
    )
    for code, units in found:
        if units:
            yield Consequence(
                code, year, units, circular.edition, None, None, at, "result.published", act
            )
    for name, listed in (("先进", circular.lists.advanced), ("约谈", circular.lists.interview)):
        for unit, *_ in circular.ranks:
            was, now = (
                name in _tuple(_value(state, names.lists, year, unit)) for state in (before, after)
            )
            if (unit in listed) == was != now:
                said = ("在名单", "不在名单") if was else ("不在名单", "在名单")
                yield Consequence(
                    "circular.list", year, (unit,), name, *said, at, "result.published", act
                )


def interviewed(
    own: Collection[Difference], grounds: Grounds, names: Names
) -> Iterator[Consequence]:
    """第十八条: held with a unit no longer named, or due with one newly named."""
    held: dict[str, list[int]] = {}
    for record in grounds.interviews:
        if getattr(record.payload, "outcome", None) == "已约谈":
            held.setdefault(tagged(record, "unit")[0], []).append(record.position)
    for d in own:
        if d.point.what != names.lists:
            continue
        unit, was, now = d.point.units[0], names_of(d, "before"), names_of(d, "after")
        if "约谈" in was and "约谈" not in now and unit in held:
            at = tuple(held[unit])
            yield Consequence(
                "interview.held", d.point.year, (unit,), positions=at, kind="interview.held"
            )
        if "约谈" in now and "约谈" not in was and unit not in held:
            yield Consequence(
                "interview.due",
                d.point.year,
                (unit,),
                positions=grounds.official,
                act="interview hold",
            )


def impossible(
    before: Iterable[Contradiction], after: Iterable[Contradiction]
) -> Iterator[Consequence]:
    """Entries that would contradict the others and did not; *kind* is the code that says how."""
    held = set(before)
    for one in dict.fromkeys(after):
        if one not in held:
            case = next((str(v) for k, v in one.params if k in ("finding", "case")), "")
            yield Consequence(
                "entry.impossible",
                subject=case,
                positions=(one.position,),
                kind=one.code,
                act="record correct",
            )


def resting(found: Iterable[Record], approved: Collection[int]) -> Iterator[Consequence]:
    """Entries that rest, at whatever remove, on entries that change; *approved*: years with a result."""
    for record in found:
        code: Code = "entry.rests"
        act = BY_KIND.get(record.kind, "record correct")
        years = [int(year) for year in tagged(record, "year")]
        year = years[0] if years else None
        if record.kind == SCORED:
            code = "basis.changed"
            act = "result correct" if year in approved else "score reverse"
        elif record.kind == SERVED:
            code, act = "service.rests", "document serve"
        elif record.kind in PAPERS:
            code = "paper.rests"
        subject = record.basis[0].doc_no if record.basis else ""
        document = getattr(record.payload, "document", None)
        yield Consequence(
            code,
            year,
            tagged(record, "unit"),
            subject or getattr(document, "doc_no", ""),
            positions=(record.position,),
            kind=record.kind,
            act=act,
        )


def _value(state: State, what: What, year: int, unit: str) -> Value | None:
    said = state.get(Point(what, year, (unit,)))
    return None if said is None else said.value


def _tuple(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
