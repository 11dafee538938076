"""Places and lists of a year, as ranked on a view."""

from collections.abc import Iterator, Mapping

from ptaudit.application.replay_subjects import SEQUENCES
from ptaudit.application.years import YearOf
from ptaudit.domain.cycle.papers import Approval
from ptaudit.projections.standing import Standing
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Fact
from ptaudit.reports.exhibit.posed import Found, Posed

#: What decides ranks and lists (第十六至十八条).
KEYS = ("tie.rank", "rank.on", "third.rounding", "tie.at_top_line", "interview.scope")


def standing(posed: Posed) -> Found:
    """One unit's place, or a whole sequence; both sequences where nothing is named."""
    of = YearOf(posed.view, posed.the_year)
    approved = of.cycle.approval
    found = of.official if any(one.ranks for one in of.official.values()) else of.recomputed
    basis = "审定" if found is of.official else "暂定"
    chosen, unit = _chosen(posed, found)
    said = [text for one in chosen for text in _spoken(one, unit, basis, posed)]
    later = YearOf(posed.later, posed.the_year).cycle.approval
    name = posed.registry.named(unit) if unit else f"{posed.the_year}年度"
    return Found(
        subject=name,
        answer=wording.sentence(said or ["没有可排位的得分"]),
        command=f"ptaudit standing --year {posed.the_year} {posed.clocks}",
        facts=tuple(fact for one in chosen for fact in _facts(one, posed)),
        deciding=posed.cite(posed.records(_acts(approved))),
        unknown=posed.after(posed.records(_acts(later))),
        rulings=tuple(posed.rulings(KEYS)),
    )


def _acts(approval: Approval | None) -> Iterator[int]:
    if approval is not None:
        yield approval.position


def _chosen(posed: Posed, found: Mapping[str, Standing]) -> tuple[list[Standing], str]:
    said = posed.subject
    if not said:
        return [one for one in found.values() if one.ranks], ""
    if said in SEQUENCES:
        return [found[SEQUENCES[said]]], ""
    unit = posed.registry.unit(said).code
    return [found[posed.registry.sequence(unit, posed.the_year)]], unit


def _spoken(one: Standing, unit: str, basis: str, posed: Posed) -> Iterator[str]:
    named, n = posed.registry.named, len(one.ranks)
    if unit:
        rank, score = one.rank(unit), one.score(unit)
        lists = "、".join(one.lists(unit)) or "不在先进、约谈名单"
        if rank is None:
            yield f"{named(unit)}不参与排位或没有得分"
        else:
            yield f"{named(unit)}{score}分({basis}),{n}个单位中第{rank}名,{lists}"
        return
    best = [f"{named(row.unit)}{row.score}" for row in one.ranks[:3]]
    yield f"序列{one.sequence}共{n}个单位({basis}),前三位{'、'.join(best)}"
    for what, units in (("先进", one.advanced.units), ("约谈", one.interview.units)):
        yield f"{what}:{'、'.join(map(named, units)) or '没有'}"
    if one.holds:
        yield f"待县委、县政府定:{'、'.join(named(hold.unit) for hold in one.holds)}"


def _facts(one: Standing, posed: Posed) -> Iterator[Fact]:
    for row in one.ranks:
        parts = [f"第{row.rank}名", format(row.score, "f"), *one.lists(row.unit)]
        yield Fact(name=posed.registry.named(row.unit), value=" ".join(parts))
