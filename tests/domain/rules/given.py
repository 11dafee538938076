"""Items and facts in one line each, for tests of formulas."""

from decimal import Decimal

from ptaudit.domain.events.targets import RuleItem
from ptaudit.domain.formulas import saying
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules.evaluating import ItemResult, evaluate
from ptaudit.domain.rules.facts import Fact, Value

DEFAULTS = Policy()


def item(formula: str = "", mode: str = "扣分", points: str = "10.00", **more: object) -> RuleItem:
    return RuleItem.model_validate(
        {
            "code": "A1",
            "name": "指标",
            "group": "8.2",
            "mode": mode,
            "points": Decimal(points),
            "rule_text": "见算法",
            "formula": saying.of_cell(formula) if formula else None,
            **more,
        }
    )


def facts(said: str) -> dict[str, Fact]:
    """``指标值:pm10=73.2 是否:x=是 逐期:水=1、2 评定:综合=8(配合较好)``."""
    return dict(map(_fact, said.split()))


def _fact(said: str) -> tuple[str, Fact]:
    name, _, text = said.partition("=")
    text, _, note = text.partition("(")
    return name, Fact(_value(name.partition(":")[0], text), note=note.removesuffix(")"))


def _value(source: str, text: str) -> Value:
    match source:
        case "是否":
            return text == "是"
        case "等次":
            return text
        case "逐期":
            return tuple(map(Decimal, text.split("、")))
        case _:
            return Decimal(text)


def come_to(one: RuleItem, said: str, **keys: str) -> ItemResult:
    """What *one* comes to under facts; *keys* as ``item_floor="none"`` are policy keys tried."""
    named = {name.replace("__", "."): value for name, value in keys.items()}
    return evaluate(one, facts(said), DEFAULTS.trying(named), lambda code: None)
