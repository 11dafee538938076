"""第八条: what becomes of the points of an indicator that does not concern a unit, line by line."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptaudit.domain import clocks
from ptaudit.domain.decider import Mark
from ptaudit.domain.events.tasks import (
    CertifiedValue,
    IndicatorCertified,
    IndicatorWaived,
)
from ptaudit.domain.indicators.fold import Values, Waiver
from ptaudit.domain.scoring import fold
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.reasons import reasons
from ptaudit.domain.scoring.sheet import Sheet
from tests.domain.scoring import COUNTY, FOUND, deduct, opinion
from tests.domain.sheets import asserted, entry, issued, item, points, registry, rules, sheet
from tests.domain.specification import Spec

ON = dt.date(2023, 4, 1)
#: R1 30 and R2 10 under G, R3 30 and R4 30 beside it: a hundred.
TREE = (
    item("G", "扣分", 40),
    item("R1", "扣分", 30, parent="G"),
    item("R2", "扣分", 10, parent="G"),
    item("R3", "扣分", 30),
    item("R4", "得分", 30),
)
#: R1 27, R2 8, R3 30, R4 15: eighty.
ENTRIES = (entry("R1", -3), entry("R2", -2), entry("R4", 15))


def waiver(indicator: str = "R1", treatment: Any = None, to: str | None = None) -> Waiver:
    at = Mark(ON, 9, "2023-04-01T09:00:00.000+08:00")
    return Waiver(indicator, treatment, to, f"{9:032x}", at, "×绩委〔2023〕9号", True)


def waived(*waivers: Waiver) -> Sheet:
    return replace(sheet(*ENTRIES), values=Values(waived=waivers))


def lines(one: Sheet, **tried: str) -> tuple[Decimal | None, list[tuple[str, str, Decimal]]]:
    """The total, and the lines that say of 缺项."""
    facts = registry(rules(*TREE), **tried)
    found = reasons(scored(one, facts), facts)
    total = scored(one, facts).total
    assert sum((line.counted for line in found), Decimal(0)) == total
    told = [line for line in found if line.what.startswith("缺项")]
    assert all(line.documents == ("×绩委〔2023〕9号",) and line.position == 9 for line in told)
    return total, [(line.what, line.item, line.counted) for line in told]


@pytest.mark.parametrize(
    ("treatment", "to", "total", "told"),
    [
        # 8 + 30 + 15 = 53 of 70: 53 × 100 / 70 = 75.714…
        ("折算", None, "75.71", [("缺项", "R1", "0"), ("缺项折算", "", "22.71")]),
        ("满分", None, "83", [("缺项", "R1", "30")]),
        ("零分", None, "53", [("缺项", "R1", "0")]),
        # R3 is worth 60 now, and is full.
        ("转移", "R3", "83", [("缺项", "R1", "0"), ("缺项转移", "R3", "30")]),
        # R4 is half of 30: half of 60.
        ("转移", "R4", "68", [("缺项", "R1", "0"), ("缺项转移", "R4", "15")]),
    ],
)
def test_the_paper_says_what_becomes_of_the_points(
    treatment: str, to: str | None, total: str, told: list[tuple[str, str, str]]
) -> None:
    expected = [(what, code, points(amount)) for what, code, amount in told]
    assert lines(waived(waiver("R1", treatment, to))) == (points(total), expected)


def test_without_a_waiver_nothing_changes() -> None:
    assert lines(sheet(*ENTRIES)) == (points(80), [])
    assert lines(waived(waiver("R9"))) == (points(80), [])


def test_where_the_paper_names_no_item_those_beside_it_receive() -> None:
    """R2 has eight of ten under the same parent: eight of ten of R1's thirty as well."""
    total, told = lines(waived(waiver("R1", "转移")))
    assert (total, told[-1]) == (points(77), ("缺项转移", "R2", points(24)))
    # R3 has none beside it under a parent: the others of its group do.
    total, told = lines(waived(waiver("R3", "转移")))
    assert told[-1] == ("缺项转移", "", points("21.43"))
    assert total == points("71.43")


def test_a_finding_about_a_group_covers_what_is_below() -> None:
    total, told = lines(waived(waiver("G", "折算")))
    assert total == points(75)
    assert told == [
        ("缺项", "R1", points(0)),
        ("缺项", "R2", points(0)),
        ("缺项折算", "", points(30)),
    ]


def test_all_of_it_gone_leaves_nothing_to_be_a_share_of() -> None:
    everything = waived(*(waiver(code, "折算") for code in ("G", "R3", "R4")))
    assert lines(everything)[0] == points(0)


def test_several_treatments_side_by_side() -> None:
    total, told = lines(
        waived(waiver("R1", "满分"), waiver("R2", "转移", "R4"), waiver("R3", "折算"))
    )
    # 30 + 0 + 15 + 5 of 70 points: 50 × 100 / 70.
    assert total == points("71.43")
    assert [what for what, _, _ in told] == ["缺项", "缺项", "缺项", "缺项转移", "缺项折算"]


def test_entries_on_it_are_listed_and_count_nothing() -> None:
    facts = registry(rules(*TREE))
    found = reasons(scored(waived(waiver("R1", "零分")), facts), facts)
    [own] = [line for line in found if line.what == "计分" and line.item == "R1"]
    assert (own.counted, own.said, own.why_not) == (points(0), points(-3), "缺项不计")


def test_what_was_asserted_before_the_finding_is_explained_by_what_counted_then() -> None:
    approved = asserted("80", *ENTRIES)
    facts = registry(rules(*TREE))
    late = replace(
        sheet(*ENTRIES, assertions=(approved,)), values=Values(waived=(waiver("R1", "零分"),))
    )
    found = scored(late, facts)
    assert (found.total, found.undecomposed) == (points(80), points(0))
    assert (found.recomputed, found.difference) == (points(53), points(-27))
    known = replace(approved, waivers=late.waivers)
    same = scored(replace(late, assertions=(known,)), facts)
    assert (same.undecomposed, same.difference) == (points(27), points(0))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["G", "R1", "R2", "R3", "R4"]),
            st.sampled_from([None, "折算", "满分", "零分", "转移"]),
            st.sampled_from([None, "R2", "R4"]),
        ),
        max_size=4,
    ),
    st.sampled_from(["rescale", "full", "zero", "reassign"]),
)
def test_the_lines_add_up_and_full_marks_stay_the_most(rows: Any, key: str) -> None:
    found = waived(*(waiver(code, how, to) for code, how, to in rows))
    total, _ = lines(found, na_indicator=key)
    assert total is not None
    assert 0 <= total <= 100


# What folds make of it.

PAPER = IndicatorWaived(year=2023, indicator="R31", units=("qinghe",), treatment="零分")
VALUED = FOUND.given(
    IndicatorCertified(
        year=2023, indicator="R31", period="全年",
        values=(
            CertifiedValue(unit="hekou", value=Decimal(5)),
            CertifiedValue(unit="qinghe", value=Decimal(7)),
        ),
        certification_version=1,
    ),
    on=dt.date(2024, 1, 5),
)  # fmt: skip


def folded(spec: Spec) -> Sheet:
    key = "qinghe/2023"
    own = [r for r in spec.records if r.kind in (*fold.KINDS, *clocks.CORRECTIONS)]
    state = fold.initial(key)
    for record in clocks.known(own):
        if key in fold.keys(record):
            state = fold.evolve(state, record)
    return fold.settle(state, own)


def again(value: str, unit: str = "qinghe", version: int = 2) -> IndicatorCertified:
    return IndicatorCertified(
        year=2023, indicator="R31", period="全年", certification_version=version,
        values=(CertifiedValue(unit=unit, value=Decimal(value)),),
    )  # fmt: skip


def test_an_entry_scored_on_a_value_since_revised_rests_on_a_changed_basis() -> None:
    certified = VALUED.last
    spec = VALUED.did(deduct(because=certified.id))
    [scored_on] = folded(spec).entries
    assert (scored_on.basis, scored_on.changed) == ((certified.id,), ())
    revised = spec.given(again("6"), on=dt.date(2024, 1, 9))
    assert folded(revised).entries[0].changed == (revised.last.position,)
    assert folded(spec.given(again("7"), on=dt.date(2024, 1, 9))).entries[0].changed == ()
    assert folded(spec.given(again("6", "hekou"), on=dt.date(2024, 1, 9))).entries[0].changed == ()
    # A third version is of another value as well, and the entry rests on the first.
    third = revised.given(again("5", version=3), on=dt.date(2024, 1, 10))
    assert len(folded(third).entries[0].changed) == 2


def test_a_value_revised_before_the_entry_was_made_changes_nothing() -> None:
    certified = VALUED.last
    spec = VALUED.given(again("6"), on=dt.date(2024, 1, 6)).did(deduct(because=certified.id))
    assert folded(spec).entries[0].changed == ()


def test_step_by_step_and_all_at_once_give_the_same() -> None:
    certified = VALUED.last
    spec = VALUED.did(deduct(because=certified.id)).given(again("6"), on=dt.date(2024, 1, 9))
    key, state = "qinghe/2023", fold.initial("qinghe/2023")
    for record in spec.records:
        if record.kind in fold.KINDS and key in fold.keys(record):
            state = fold.evolve(state, record)
    assert state == folded(spec)


def test_a_void_of_the_finding_brings_the_points_back() -> None:
    spec = COUNTY.given(issued(*TREE), on=dt.date(2023, 3, 1), basis="×绩委〔2023〕2号")
    spec = spec.given(
        PAPER.model_copy(update={"indicator": "R1"}), on=ON, basis="×绩委〔2023〕9号"
    )
    assert scored(folded(spec), spec.registry).total == points(40)
    n = spec.last.position
    assert scored(folded(spec.voided(n)), spec.registry).total == points(70)
    other = PAPER.model_copy(update={"indicator": "R2"})
    assert scored(folded(spec.corrected(n, other)), spec.registry).total == points(60)


def test_a_finding_typed_in_after_an_assertion_was_not_known_to_it() -> None:
    spec = COUNTY.given(issued(*TREE), on=dt.date(2023, 3, 1), basis="×绩委〔2023〕2号")
    before = PAPER.model_copy(update={"indicator": "R1"})
    known = spec.given(before, on=ON, basis="×绩委〔2023〕9号").given(
        opinion(), on=dt.date(2024, 1, 9)
    )
    [assertion] = folded(known).assertions
    assert [waiver.indicator for waiver in assertion.waivers] == ["R1"]
    late = spec.given(opinion(), on=dt.date(2024, 1, 9)).given(
        before, on=ON, basis="×绩委〔2023〕9号"
    )
    [assertion] = folded(late).assertions
    assert assertion.waivers == ()
    assert scored(folded(late), late.registry).undecomposed == points(27)
