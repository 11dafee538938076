"""What would have to follow once a result no longer stands, from the points on which two views differ."""

from collections.abc import Iterable, Iterator, Mapping

from ptaudit.projections import consequence_papers as papers
from ptaudit.projections.consequence import Code, Consequence, Grounds, Names, names_of
from ptaudit.projections.difference import Difference, State


def of_years(
    found: Iterable[Difference],
    before: State,
    after: State,
    years: Mapping[int, Grounds],
    names: Names,
) -> Iterator[Consequence]:
    """What differs, and what papers of the year say that no longer agrees with it."""
    differences = tuple(found)
    for difference in differences:
        yield from _told(difference, years, names)
    for year, grounds in years.items():
        own = [d for d in differences if d.point.year == year]
        yield from papers.asserted(own, grounds, names)
        yield from papers.uncounted(grounds)
        for circular in papers.in_force(grounds.cycle):
            yield from papers.circulated(circular, year, before, after, names)
        yield from papers.interviewed(own, grounds, names)


def _told(
    difference: Difference, years: Mapping[int, Grounds], names: Names
) -> Iterator[Consequence]:
    point = difference.point
    was, now = (None if s is None else s.value for s in (difference.before, difference.after))
    year, units, subject = point.year, point.units, point.subject
    grounds = years.get(year) if year is not None else None
    act, official = (grounds.act, grounds.official) if grounds else ("", ())

    def told(code: Code, act: str = act, positions: tuple[int, ...] = ()) -> Consequence:
        rests = positions or difference.positions
        return Consequence(code, year, units, subject, was, now, rests, act=act)

    match point.what:
        case names.score:
            yield told("score.moved")
        case names.rank:
            yield told("rank.moved", positions=official)
        case names.lists:
            yield from _lists(difference, act, official)
        case "问题状态":
            yield told("finding.moved", "")
        case "整改时限":
            yield told("deadline.moved", "")
        case "提请更正" if now is not None:
            yield told("reopening.proposed", act or "result correct")
        case "先进称号":
            yield from _title(difference)
        case "加分应收回" if now is not None:
            yield told("bonus.due_back", "bonus reverse")
        case "一票否决":
            yield told("veto.moved", "veto decide")
        case "完成认定":
            yield told("completion.moved", "completion determine")
        case "连续未完成":
            yield from _chain(difference)
        case "问责建议":
            broken = now == "触发失效"
            code: Code = "proposal.broken" if broken else "proposal.restored"
            yield told(code, "accountability withdraw" if broken else "")
        case _:
            pass


def _lists(difference: Difference, act: str, official: tuple[int, ...]) -> Iterator[Consequence]:
    was, now = names_of(difference, "before"), names_of(difference, "after")
    point = difference.point
    moves: tuple[tuple[Code, list[str]], ...] = (
        ("list.left", [name for name in was if name not in now]),
        ("list.joined", [name for name in now if name not in was]),
    )
    for code, names in moves:
        for name in names:
            yield Consequence(code, point.year, point.units, name, positions=official, act=act)


def _title(difference: Difference) -> Iterator[Consequence]:
    """A title that stood and does not, or the other way round; of a vetoed unit it has to be revoked."""
    point, last = difference.point, difference.after or difference.before
    now = difference.after.value if difference.after else None
    at = last.positions if last else ()
    act: tuple[Code, str] = ("title.lost", "result publish")
    if now == "被否决待撤销":
        act = ("title.revoke", "advanced revoke")
    elif now == "先进":
        act = ("title.gained", "result publish")
    code, door = act
    yield Consequence(code, point.year, point.units, positions=at, act=door)


def _chain(difference: Difference) -> Iterator[Consequence]:
    """第二十条: three years complete, no longer complete, or a shorter run that moves."""
    was, now = names_of(difference, "before"), names_of(difference, "after")
    hit = [bool(said) and said[0] in ("触发", "已触发") for said in (was, now)]
    code: Code = "chain.moved"
    if hit[0] != hit[1]:
        code = "chain.triggered" if hit[1] else "chain.released"
    act = "accountability propose" if code == "chain.triggered" else ""
    # A run complete rests on every year of it, not only on the one that made or broke it.
    whole = {"chain.triggered": difference.after, "chain.released": difference.before}.get(code)
    rests = difference.positions if whole is None else whole.positions
    yield Consequence(
        code, None, difference.point.units, "", was or "无", now or "无", rests, act=act
    )
