"""Conditions in words: ``指标值:pm10 ≤ 目标值:pm10 且 是否:年均达标 或 次数:约谈 = 0``, and nothing beyond that."""

import re
from typing import Literal, TypeAlias, get_args

from ptaudit.domain.events.formulas import SOURCES, WORD, Condition, Input, Op, Test
from ptaudit.domain.formulas.faults import Faulty

_ONE = rf"(?:{'|'.join(SOURCES)}):[{WORD}]{{1,40}}"
INPUT = re.compile(rf"{_ONE}(?:/{_ONE})?")
LABEL = re.compile(rf"[%/()（）·{WORD}]{{1,40}}")
_TEST = re.compile(rf"({INPUT.pattern})\s*(≥|≤|>=|<=|≠|!=|>|<|=)\s*(\S+)")
_PLAIN: dict[str, Op] = {">=": "≥", "<=": "≤", "!=": "≠"}
Yes: TypeAlias = Literal["是", "否"]
MOST = 20


def condition(said: str, field: str = "条件") -> Condition:
    """Raises Faulty for what is no condition; brackets there are none: 且 binds closer than 或."""
    rows = tuple(
        tuple(_test(one.strip(), said, field) for one in re.split(r"\s且\s", row))
        for row in re.split(r"\s或\s", said.strip())
    )
    if sum(map(len, rows)) > MOST:
        raise Faulty("too_much", limit=MOST)
    return rows


def _test(one: str, said: str, field: str) -> Test:
    refused = one.startswith("非")
    if INPUT.fullmatch(one.removeprefix("非").strip()):
        value = one.removeprefix("非").strip()
        if value.startswith("是否:"):
            return Test(value=value, op="=", than="否" if refused else "是")
    found = _TEST.fullmatch(one)
    if found is None or not (INPUT.fullmatch(found[3]) or LABEL.fullmatch(found[3])):
        raise Faulty("condition", field=field, said=said)
    return Test(value=found[1], op=_op(found[2]), than=found[3])


def _op(said: str) -> Op:
    wanted = _PLAIN.get(said, said)
    return next(op for op in get_args(Op) if op == wanted)


def written(rows: Condition) -> str:
    """The condition as :func:`condition` reads it."""
    return " 或 ".join(" 且 ".join(map(_written, row)) for row in rows)


def _written(test: Test) -> str:
    if test.value.startswith("是否:") and test.op == "=" and test.than in get_args(Yes):
        return test.value if test.than == "是" else f"非{test.value}"
    return f"{test.value} {test.op} {test.than}"


def inputs_of(rows: Condition) -> tuple[Input, ...]:
    """Every input that *rows* read, in order."""
    found = [x for row in rows for test in row for x in (test.value, test.than)]
    return tuple(dict.fromkeys(x for x in found if INPUT.fullmatch(x)))
