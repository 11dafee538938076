"""Facts a formula reads, by input; and what reading them showed: which were used, which were missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from ptaudit.domain.events.formulas import Condition, Input, Test
from ptaudit.domain.policy import Policy

Value: TypeAlias = Decimal | str | bool | tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. *label* and *measure* (unit of measure) are for words; *note* is a judgement's reason.

    *entries* are those it rests on, by id; *family* those that said the same before and were revised.
    """

    value: Value
    label: str = ""
    measure: str = ""
    note: str = ""
    entries: tuple[str, ...] = ()
    family: tuple[str, ...] = ()


#: By input: ``指标值:pm10``.
Facts: TypeAlias = Mapping[Input, Fact]
#: What another item comes to, by code; None while it is not known.
Other: TypeAlias = Callable[[str], Decimal | None]


@dataclass(slots=True)
class Reader:
    """Reads facts for one item. An input that is not there is *missing*, never nothing at all."""

    facts: Facts
    policy: Policy
    other: Other
    used: dict[str, Fact] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)

    def decided(self, key: str) -> str:
        """What a policy key says; it is named among those that decided."""
        self.keys[key] = None
        return self.policy[key]

    def number(self, said: Input) -> Decimal | None:
        """A number; of two inputs the share of the first in the second, in percent."""
        if "/" in said:
            part, whole = (self.number(one) for one in said.split("/"))
            if part is None or whole is None:
                return None
            if whole == 0:
                self.missing[said] = None
                return None
            return part * 100 / whole
        source, _, name = said.partition(":")
        if source == "数":
            return self._constant(said, name)
        if source == "得分" and said not in self.facts:
            found = self.other(name)
            if found is None:
                self.missing[said] = None
            return found
        value = self._value(said)
        if isinstance(value, Decimal):
            return value
        self.missing[said] = None
        return None

    def _constant(self, said: Input, name: str) -> Decimal | None:
        try:
            return Decimal(name)
        except InvalidOperation:
            self.missing[said] = None
            return None

    def word(self, said: Input) -> str | None:
        value = self._value(said)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, str):
            return value
        self.missing[said] = None
        return None

    def series(self, said: Input) -> tuple[Decimal, ...] | None:
        value = self._value(said)
        if isinstance(value, tuple):
            return value
        self.missing[said] = None
        return None

    def judged(self, said: Input) -> tuple[Decimal, str] | None:
        """Points a person found, with the reasons; without reasons they are missing."""
        points = self.number(said)
        if points is None:
            return None
        fact = self.facts.get(said)
        if fact is None or not fact.note:
            self.missing[f"{said}(评语)"] = None
            return None
        return points, fact.note

    def _value(self, said: Input) -> Value | None:
        fact = self.facts.get(said)
        if fact is None:
            return None
        self.used[said] = fact
        return fact.value

    def label(self, said: Input) -> str:
        """What an input is called: its fact's own label, else its name."""
        fact = self.facts.get(said)
        own = said.split("/")[0].partition(":")[2]
        return fact.label if fact is not None and fact.label else own

    def measure(self, said: Input) -> str:
        fact = self.facts.get(said)
        return fact.measure if fact is not None else ""

    def holds(self, condition: Condition) -> bool | None:
        """Whether the condition holds; None where an input it turns on is missing."""
        before = dict(self.missing)
        rows = [self._all(row) for row in condition]
        if None in rows and True not in rows:
            return None
        self.missing = before
        return True in rows

    def _all(self, row: tuple[Test, ...]) -> bool | None:
        found = [self._test(test) for test in row]
        if False in found:
            return False
        return None if None in found else True

    def _test(self, test: Test) -> bool | None:
        source = test.value.partition(":")[0]
        if source in ("是否", "等次"):
            word = self.word(test.value)
            return None if word is None else (word == test.than) == (test.op == "=")
        left, right = self.number(test.value), self._than(test.than)
        return None if left is None or right is None else compared(left, test.op, right)

    def _than(self, than: str) -> Decimal | None:
        if ":" in than:
            return self.number(than)
        return self._constant(than, than)


def compared(left: Decimal, op: str, right: Decimal) -> bool:
    match op:
        case "≥":
            return left >= right
        case "≤":
            return left <= right
        case ">":
            return left > right
        case "<":
            return left < right
        case "=":
            return left == right
        case _:
            return left != right
