"""得分说明: every line has its reason, and the lines add up to the score shown."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import Reason, reasons
from tests.domain.sheets import asserted, case, entry, item, points, registry, rules, sheet

TREE = rules(
    item("R1", "扣分", 40, cases=(case("late", 3),)),
    item("R2", "得分", 10),
    item("R4", "核定", 15),
    item("R5", "扣分", 10, floor="无"),
)


def lines(*entries: Any, assertions: Any = (), known: Any = None, **how: Any) -> list[Reason]:
    facts = known or registry(TREE)
    return list(reasons(scored(sheet(*entries, assertions=assertions), facts), facts, **how))


def added(found: Iterable[Reason]) -> Decimal:
    return sum((line.counted for line in found), Decimal(0))


def said(found: list[Reason]) -> list[tuple[str, str, Decimal]]:
    return [(line.what, line.item, line.counted) for line in found]


def test_a_line_tells_rule_basis_and_organ() -> None:
    one = entry(
        "R1",
        -3,
        case="late",
        organs=("EPB",),
        basis=("a" * 32,),
        findings=("F-2023-017",),
        documents=("×环函〔2024〕1号",),
        note="逾期",
    )
    found = lines(one)
    assert said(found) == [
        ("起点", "R1", points(40)),
        ("计分", "R1", points(-3)),
        ("起点", "R5", points(10)),
    ]
    line = found[1]
    assert (line.name, line.rule_text, line.rules_version) == ("指标R1", "每起扣3分", 1)
    assert (line.position, line.on, line.stage) == (10, one.mark.on, "审核")
    assert (line.basis, line.findings, line.documents) == (one.basis, one.findings, one.documents)
    assert (line.organs, line.note) == (("EPB",), "逾期")


def test_a_reversal_is_a_line_of_its_own() -> None:
    found = lines(entry("R1", -3, reversed_at=15))
    assert said(found)[:3] == [
        ("起点", "R1", points(40)),
        ("计分", "R1", points(-3)),
        ("冲回", "R1", points(3)),
    ]
    assert found[2].position == 15


def test_limits_undecomposed_and_what_came_after_approval_are_lines() -> None:
    early = entry("R2", 12)
    later = entry("R1", -3, position=30)
    given = {"assertions": (asserted("55", early),)}
    found = lines(early, later, **given)
    assert said(found)[-4:] == [
        ("封顶", "R2", points(-2)),
        ("起点", "R5", points(10)),
        ("未分解", "", points(-5)),
        ("审定后变动", "", points(3)),
    ]
    assert added(found) == points(55)
    assert added(lines(early, later, shown="recomputed", **given)) == points(52)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ((entry("R1", -3, stage="自评"),), "自评不计"),
        ((entry("R4", -3),), "尚未核定"),
        ((entry("R9", -3),), "细则无此指标"),
        ((entry("R4", 9, award="核定", reversed_at=15),), "已冲回"),
        (
            (entry("R4", 9, award="核定"), entry("R4", 8, award="核定", position=11)),
            "已被后一次核定取代",
        ),
    ],
)
def test_an_entry_that_counts_nothing_says_why(entries: Any, why: str) -> None:
    line = next(line for line in lines(*entries) if line.what == "计分")
    assert (line.counted, str(line.why_not)) == (points(0), why)
    assert line.said is not None


def test_without_rules_entries_count_nothing_and_the_total_is_undecomposed() -> None:
    one = entry("R1", -3, rules_version=0)
    found = lines(one, assertions=(asserted("87.50", one),), known=registry())
    assert said(found) == [("计分", "R1", points(0)), ("未分解", "", points("87.50"))]
    assert (found[0].why_not, found[0].warnings) == ("无细则", ("无细则登记",))


@pytest.mark.parametrize(
    ("more", "roles", "expected"),
    [
        ({}, None, ()),
        ({"changed": (30,)}, None, ("依据已变",)),
        ({"changed": (30,), "reversed_at": 31}, None, ()),
        ({"override_reason": "修订追溯"}, None, ("另用细则版次",)),
        ({"organs": ("EPB",)}, ("EPB",), ("自己审核自己",)),
        ({"organs": ("MDB",)}, ("EPB",), ()),
        ({"organs": ("EPB",)}, None, ()),
    ],
)
def test_what_a_reader_should_look_at_is_marked(more: Any, roles: Any, expected: Any) -> None:
    found = lines(entry("R1", -3, **more), known=registry(TREE, roles=roles))
    line = next(line for line in found if line.what == "计分")
    assert line.warnings == expected


AMOUNT = st.decimals(-60, 60, places=2, allow_nan=False, allow_infinity=False)
ROW = st.tuples(
    st.sampled_from(["R1", "R2", "R4", "R5", "R9"]),
    AMOUNT,
    st.sampled_from(["增减", "核定"]),
    st.sampled_from(["自评", "审核", "实地", "复核"]),
    st.booleans(),
)


@every(st.lists(ROW, max_size=10), st.none() | AMOUNT, st.integers(0, 10), st.booleans())
def test_the_lines_add_up_to_the_score_shown(
    rows: Any, total: Any, cut: int, with_rules: bool
) -> None:
    made = [
        entry(
            code, amount, award=award, stage=stage, position=n, reversed_at=n + 50 if back else 0
        )
        for n, (code, amount, award, stage, back) in enumerate(rows, 1)
    ]
    assertions = () if total is None else (asserted(total, *made[:cut], position=20),)
    known = registry(TREE) if with_rules else registry()
    found = scored(sheet(*made, assertions=assertions), known)
    assert added(reasons(found, known)) == (found.total or 0)
    assert added(reasons(found, known, "recomputed")) == (found.recomputed or 0)
