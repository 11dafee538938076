"""Rulings on 第九条第三项: which facts suffice, in which year a veto counts, and what becomes of the place."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from ptaudit.domain import clocks
from ptaudit.domain.assessment.placing import place
from ptaudit.domain.events.assessment import ApprovedScore, ResultApproved
from ptaudit.domain.record import Irregular
from ptaudit.domain.registry import Registry
from ptaudit.domain.vetoes import fold as vetoes_fold
from ptaudit.domain.vetoes.fold import Case
from ptaudit.domain.vetoes.grounds import BY_RESTRICTION, confirmed, likely
from tests.domain.specification import Spec, unit
from tests.domain.test_veto_grounds import attributed, decided, graded, reported, restricted
from tests.policy.options import each
from tests.regulation.county import County

DAY = dt.date
TOWNS = Spec().given(*(unit(code, code) for code in "abcdefghi"))
SCORES = {code: Decimal(100 - n) for n, code in enumerate("abcdefghi")}
QINGHE = Spec().given(unit("qinghe", "清河镇"))


def ruled(key: str, option: str) -> Registry:
    return QINGHE.registry.trying({key: option})


def folded(spec: Spec) -> Case:
    state = vetoes_fold.Cases()
    for record in clocks.known(spec.records):
        state = vetoes_fold.gather(state, record)
    return state.cases["V-1"]


def test_veto_place() -> None:
    """Nine towns, the first three vetoed: left empty, given to the next three, or a third of the other six."""

    def ask(option: str) -> str:
        facts = TOWNS.registry.trying({"veto.place": option})
        return "".join(place(SCORES, 2025, ("a", "b", "c"), facts).lists.advanced)

    each("veto.place", ask, {"empty": "", "refill": "def", "shrink": "de"})


def _with(*facts: tuple[object, dt.date]) -> Case:
    spec = QINGHE
    for event, on in facts:
        spec = spec.given(event, on=on)  # type: ignore[arg-type]
    return folded(spec)


def test_veto_year() -> None:
    """In December, found in February of the next year."""
    case = _with(reported(), graded("重大", DAY(2024, 2, 1)), attributed(True, DAY(2024, 2, 3)))
    each(
        "veto.year",
        lambda o: likely(case, "qinghe", ruled("veto.year", o)).year,
        {"fact": 2023, "determination": 2024},
    )


def test_veto_responsibility_scope() -> None:
    """Restricted by the city, and nobody has said that the town is responsible."""
    case = _with(restricted("市", DAY(2023, 6, 1), DAY(2023, 6, 1)))
    each(
        "veto.responsibility_scope",
        lambda o: likely(case, "qinghe", ruled("veto.responsibility_scope", o)).missing,
        {"incident": (), "both": ("责任未认定",)},
    )


def test_veto_restriction_level() -> None:
    """Restricted by the city."""
    case = _with(restricted("市", DAY(2023, 6, 1), DAY(2023, 6, 1)))
    found = likely(case, "qinghe", QINGHE.registry)
    assert found.ground == BY_RESTRICTION
    each(
        "veto.restriction_level",
        lambda o: likely(case, "qinghe", ruled("veto.restriction_level", o)).missing,
        {"市": (), "省": ("限批机关层级不够",)},
    )


def test_late_veto(county: County) -> None:
    """城关街道 is advanced in the circular of 2025; the veto of that year is decided eight days later."""

    def ask(option: str) -> tuple[list[int], bool]:
        assert county.saved is not None
        folder = county.desk.folder / option
        folder.mkdir()
        other = county.saved.copy(folder)
        other.ok(
            f"policy adopt late_veto={option} --from-year 2025 --organ 县委,县政府"
            " --basis ×委〔2025〕8号"
        )
        other.to_circular()
        other.ok(
            "@epb restriction impose 城关街道 --scope 涉水项目 --authority 市生态环境局 --level 市"
            " --on 2025-12-01"
        )
        other.on("2026-02-10")
        other.ok("veto decide V-1 城关街道 认定 --basis ×委〔2026〕9号 --yes")
        [case] = other.rows("veto list")
        stands = [r["unit"] for r in other.rows("advanced list --year 2025") if r["stands"]]
        return list(case["in_effect"]), "城关街道" in stands

    each("late_veto", ask, {"reopen": ([2025], False), "next_year": ([2026], True)})


def _approved(spec: Spec, year: int, on: dt.date) -> Spec:
    event = ResultApproved(
        year=year,
        approving=("CGV", "CPC"),
        scores=(ApprovedScore(unit="qinghe", score=Decimal("80.00")),),
        form="会议",
    )
    return spec.given(event, on=on)


def _effect(spec: Spec, on: dt.date) -> list[int]:
    """The years in which a veto of 2023, decided on that day, has effect by late_veto=next_year."""
    restriction, day = restricted("市", DAY(2023, 6, 1), DAY(2023, 6, 1))
    decision, _ = decided("认定", on, incident=False)
    spec = spec.given(restriction, on=day).given(decision, on=on)
    facts = spec.registry.trying({"late_veto": "next_year"})
    return [d.year for d in confirmed(folded(spec), facts)]


@pytest.mark.parametrize(
    ("on", "effect"), [(DAY(2024, 1, 31), 2023), (DAY(2024, 2, 1), 2023), (DAY(2024, 2, 2), 2024)]
)
def test_late_is_the_day_after_the_approval(on: dt.date, effect: int) -> None:
    assert _effect(_approved(QINGHE, 2023, DAY(2024, 2, 1)), on) == [effect]


def test_a_year_approved_by_then_as_well_is_passed_over() -> None:
    spec = _approved(_approved(QINGHE, 2023, DAY(2024, 2, 1)), 2024, DAY(2025, 2, 1))
    assert _effect(spec, DAY(2025, 3, 1)) == [2025]
    assert _effect(spec, DAY(2024, 3, 1)) == [2024]


def test_an_approval_that_something_is_wrong_with_makes_nothing_late() -> None:
    spec = _approved(QINGHE, 2023, DAY(2024, 2, 1))
    marked = (Irregular(code="organ.not_competent", reason="越权"),)
    *before, last = spec.records
    wrong = last.model_copy(update={"irregular": marked})
    assert _effect(dataclasses.replace(spec, records=(*before, wrong)), DAY(2024, 3, 1)) == [2023]


def test_veto_implies_incomplete(county: County) -> None:
    """三溪乡 was vetoed in 2024, and its paper says nothing of the targets."""

    def ask(option: str) -> str:
        assert county.saved is not None
        folder = county.desk.folder / option
        folder.mkdir()
        other = county.saved.copy(folder)
        other.ok(
            f"policy adopt veto.implies_incomplete={option} --from-year 2024"
            " --organ 县委,县政府 --basis ×委〔2025〕8号"
        )
        other.ok(
            "history carry 三溪乡 2024 未认定 --score 70 --veto 是 --basis ×绩〔2025〕4号"
            " --on 2025-02-01"
        )
        [row] = [r for r in other.rows("accountability list --all") if r["unit"] == "三溪乡"]
        return str(row["level"])

    each("veto.implies_incomplete", ask, {"no": "无", "yes": "一年未完成"})
