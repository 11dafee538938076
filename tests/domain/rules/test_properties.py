"""What holds for every table and every fact: sums are exact, limits hold, order never matters."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptaudit.domain.events.formulas import Formula
from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas.inputs import reads
from ptaudit.domain.policy import KEYS, Policy
from ptaudit.domain.rules.evaluating import evaluate, formula_of
from ptaudit.domain.rules.facts import Fact, Value
from ptaudit.domain.rules.limits import cap, floor
from ptaudit.domain.rules.tables import Tried, compute
from tests.domain.rules.given import item
from tests.domain.rules.written import FORMULAS, POINTS

VALUES = st.integers(-1_000_000, 1_000_000).map(lambda n: Decimal(n).scaleb(-3))
COUNTS = st.integers(0, 40).map(Decimal)
DECIDING = ("item.floor", "partial_unit", "rate.over_100", "score.cap", "score.floor")
#: Formulas are large, and made anew for every example.
LARGE = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
POLICIES = st.fixed_dictionaries({key: st.sampled_from(KEYS[key].options) for key in DECIDING})


def _value(source: str) -> st.SearchStrategy[Value]:
    match source:
        case "是否":
            return st.booleans()
        case "等次":
            return st.sampled_from(["优秀", "甲", "80%"])
        case "逐期":
            return st.lists(COUNTS, min_size=1, max_size=9).map(tuple)
        case "次数" | "名次":
            return COUNTS
        case _:
            return VALUES


@st.composite
def items(draw: st.DrawFn, code: str = "A") -> RuleItem:
    formula: Formula = draw(FORMULAS)
    points = draw(POINTS.filter(bool))
    limits: dict[str, Any] = {
        "cap": draw(st.none() | st.just(points + 5)),
        "floor": draw(st.none() | st.just("无") | st.just(Decimal("0.00"))),
    }
    mode = draw(st.sampled_from(["扣分", "得分", "核定"]))
    made = item(mode=mode, points=f"{points:.2f}", code=code, **limits)
    return made.model_copy(update={"formula": formula})


@st.composite
def facts(draw: st.DrawFn, *about: RuleItem) -> dict[str, Fact]:
    """Every input that the items read, or all but some."""
    wanted = dict.fromkeys(read.input for one in about for read in reads(formula_of(one)))
    return {
        said: Fact(draw(_value(said.partition(":")[0])), note="理由")
        for said in wanted
        if not said.startswith("数:") and draw(st.integers(0, 9))
    }


@LARGE
@given(st.data(), items(), POLICIES)
def test_the_reasons_add_up_to_the_points_within_every_limit(
    data: st.DataObject, one: RuleItem, keys: dict[str, str]
) -> None:
    policy = Policy().trying(keys)
    found = evaluate(one, data.draw(facts(one)), policy, lambda code: None)
    assert (found.points is None) == bool(found.missing)
    amounts = [line.amount for line in found.lines]
    assert [amount for amount in amounts if amount.as_tuple().exponent != -2] == []
    if found.points is None:
        return
    assert sum(amounts, Decimal("0.00")) == found.points
    least, _ = floor(one, policy)
    assert found.points <= cap(one)
    assert least is None or found.points >= min(least, cap(one))
    assert set(found.keys) <= set(DECIDING)
    assert all(line.words for line in found.lines)


def total(table: list[RuleItem], held: dict[str, Fact], keys: dict[str, str]) -> Tried:
    return compute({i.code: i for i in table}, table, None, held, Policy().trying(keys))


@LARGE
@given(st.data(), st.tuples(items("甲"), items("乙"), items("丙")), POLICIES)
def test_the_order_of_the_items_never_changes_a_total(
    data: st.DataObject, table: tuple[RuleItem, ...], keys: dict[str, str]
) -> None:
    held = data.draw(facts(*table))
    first = total(list(table), held, keys)
    again = total(data.draw(st.permutations(table)), held, keys)
    assert (again.total, again.known, again.full) == (first.total, first.known, first.full)
    assert {r.item.code: r.points for r in again.items} == {
        r.item.code: r.points for r in first.items
    }
    assert set(again.missing) == set(first.missing)


@LARGE
@given(st.data(), st.tuples(items("甲"), items("乙")), POLICIES)
def test_the_total_is_what_its_lines_say(
    data: st.DataObject, table: tuple[RuleItem, ...], keys: dict[str, str]
) -> None:
    found = total(list(table), data.draw(facts(*table)), keys)
    if found.total is not None:
        said = [line.amount for result in found.items for line in result.lines]
        said += [line.amount for line in found.lines]
        assert sum(said, Decimal(0)) == found.total
        assert keys["score.cap"] == "none" or found.total <= 100
        assert keys["score.floor"] == "none" or found.total >= 0


@LARGE
@given(st.data(), items())
def test_fewer_facts_never_give_another_number(data: st.DataObject, one: RuleItem) -> None:
    """What was not said is missing; it is never taken for nothing."""
    held = data.draw(facts(one))
    kept = {said: fact for said, fact in held.items() if data.draw(st.booleans())}
    more = evaluate(one, held, Policy(), lambda code: None)
    less = evaluate(one, kept, Policy(), lambda code: None)
    assert less.points is None or less.points == more.points
