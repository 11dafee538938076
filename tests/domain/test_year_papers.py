"""第二十条: which papers decide one year of one unit: determinations before a seal, or a veto, by policy."""

import datetime as dt

import pytest

from ptaudit.domain.completion.answers import Answer, Carried, answer
from ptaudit.domain.completion.fold import Determination, Issue, Result, UnitYears
from ptaudit.domain.decider import Mark
from ptaudit.domain.lineage.book import Reorganisation
from ptaudit.domain.registry import Registry
from ptaudit.domain.seals import SealBook, SealMark
from ptaudit.domain.vetoes.fold import Case, Decided, Known, Paper, Restriction

DAY = dt.date
YEAR = 2021
BOTH = ("CGV", "CPC")
AFTER = DAY(2022, 2, 1)
DECIDED = Mark(DAY(2022, 1, 20), 90, "")


def said(
    result: Result, position: int = 40, on: dt.date = AFTER, vetoed: bool = False
) -> Determination:
    mark = Mark(on, position, "")
    return Determination(
        YEAR,
        result,
        "结转" if vetoed else "认定",
        f"{position:032x}",
        mark,
        () if vetoed else BOTH,
        grounds="年报",
        vetoed=vetoed,
    )


def row(*papers: Determination) -> UnitYears:
    return UnitYears("qinghe", years={YEAR: papers})


def vetoed(unit: str = "qinghe", year: int = YEAR) -> Case:
    """A restriction by the city, and the veto it grounds."""
    paper = Paper("d" * 32, Mark(DAY(2021, 9, 1), 80, ""), Known(80, ""), True)
    restricted = Restriction(paper, (unit,), "市政府", "市", "涉磷项目", DAY(2021, 9, 1))
    decision = Paper("f" * 32, DECIDED, Known(90, ""), True)
    taken = Decided(decision, unit, year, "区域限批", "认定")
    return Case("V-1", opened=paper.mark, restrictions=(restricted,), decisions=(taken,))


IMPLIED = Registry().trying({"veto.implies_incomplete": "yes"})
AS_PAPER = Determination(YEAR, "未完成", "否决", "f" * 32, DECIDED)


@pytest.mark.parametrize(
    ("papers", "result"), [((), "未认定"), ((said("完成"),), "完成"), ((said("缓议"),), "缓议")]
)
def test_a_veto_is_a_paper_for_unmet_where_the_county_says_so(
    papers: tuple[Determination, ...], result: Result
) -> None:
    cases = {"V-1": vetoed()}
    assert answer(row(*papers), cases, YEAR, IMPLIED) == Answer(YEAR, "未完成", (AS_PAPER,))
    assert answer(row(*papers), cases, YEAR, Registry()) == Answer(YEAR, result, papers)


@pytest.mark.parametrize("case", [vetoed("hekou"), vetoed(year=2022)])
def test_a_veto_of_another_unit_or_year_is_none_of_this_one(case: Case) -> None:
    assert answer(row(), {"V-1": case}, YEAR, IMPLIED) == Answer(YEAR, "未认定")


def test_what_is_determined_unmet_rests_on_that_alone() -> None:
    unmet = said("未完成")
    found = answer(row(unmet), {"V-1": vetoed()}, YEAR, IMPLIED)
    assert found == Answer(YEAR, "未完成", (unmet,))


def test_a_carried_veto_keeps_all_its_document_says() -> None:
    carried = said("完成", vetoed=True)
    found = answer(row(carried), {"V-1": vetoed()}, YEAR, IMPLIED)
    [own, document] = found.papers
    assert own == AS_PAPER
    assert document == Determination(
        YEAR, "未完成", "否决", carried.id, carried.mark, (), None, "年报", True, True
    )
    assert answer(row(carried), {}, YEAR, Registry()) == Answer(YEAR, "完成", (carried,))


@pytest.mark.parametrize(
    ("on", "position", "counts"),
    [
        (DAY(2022, 2, 9), 60, True),
        (DAY(2022, 2, 10), 49, True),
        (DAY(2022, 2, 10), 51, False),
        (DAY(2022, 2, 11), 40, False),
    ],
)
def test_a_paper_after_the_seal_decides_nothing(on: dt.date, position: int, counts: bool) -> None:
    """Of one day with the seal, what was recorded before it is before it."""
    seal = SealMark(YEAR, "a" * 32, DAY(2022, 2, 10), 50)
    paper = said("未完成", position, on)
    sealed = Registry(seals=SealBook((seal,)))
    expected = Answer(YEAR, "未完成", (paper,)) if counts else Answer(YEAR, "未认定")
    assert answer(row(paper), {}, YEAR, sealed) == expected
    other = Registry(seals=SealBook((SealMark(2020, "a" * 32, DAY(2022, 2, 10), 50),)))
    assert answer(row(paper), {}, YEAR, other) == Answer(YEAR, "未完成", (paper,))


@pytest.mark.parametrize(
    ("issues", "alone"),
    [((), False), ((True,), False), ((False,), True), ((True, False), False)],
)
def test_targets_are_the_committees_where_no_issue_is_the_countys(
    issues: tuple[bool, ...], alone: bool
) -> None:
    issued = tuple(Issue(YEAR, Mark(DAY(2021, 3, 1), n, ""), of) for n, of in enumerate(issues))
    unit = UnitYears("qinghe", years={YEAR: (said("完成"),)}, issued={YEAR: issued})
    found = answer(unit, {}, YEAR, Registry())
    assert (found.issued, found.by_committee) == (issued, alone)


def act(number: int) -> Reorganisation:
    place = (DAY(2020, 1, number), 0, number)
    return Reorganisation(f"{number:032x}", number, place, "合并", ("a",), ("b",))


def test_a_step_before_another_keeps_what_both_went_by_once() -> None:
    near = Carried(YEAR, ("b",), (act(1), act(2)), ("lineage.merge",), (("d" * 32, 9),))
    far = Carried(
        2020, ("a",), (act(2), act(3)), ("lineage.merge", "lineage.split"), (("e" * 32, 8),), True
    )
    assert near.after(None) is near
    assert near.after(far) == Carried(
        YEAR,
        ("a",),
        (act(1), act(2), act(3)),
        ("lineage.merge", "lineage.split"),
        (("d" * 32, 9), ("e" * 32, 8)),
        True,
    )
    assert far.after(near).provisional
    assert not near.after(near).provisional
