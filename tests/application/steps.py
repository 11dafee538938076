"""The words of random histories: a step, an act people give, and what may stand in its fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from ptaudit.domain.commands.base import Command

#: Names that get their meaning when the step is taken: an entry counted back from the head, a day
#: so many days before, a finding or a case that is there (counted round), the target's last correction.
BACK, AGO, FINDING, CASE, LAST = "back:", "ago:", "finding:", "case:", "last:"

TOWNS = ("清河镇", "河口镇", "石桥乡")
Field = Callable[[Random], Any]


@dataclass(frozen=True)
class Step:
    """*days* after the step before, *operator* says *said*."""

    days: int
    operator: str
    command: type[Command]
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """A command people give: whose it is, what it needs, what it may say besides; *weight* is how often."""

    command: type[Command]
    by: str
    needs: Mapping[str, Field]
    may: Mapping[str, Field]
    weight: int = 1

    def step(self, chance: Random) -> Step:
        may = {"on": ago, "irregular": reason, "reason": reason, **self.may}
        said = {name: field(chance) for name, field in self.needs.items()}
        said |= {name: field(chance) for name, field in may.items() if chance.random() < 0.4}
        if chance.random() < 0.9:
            said["basis"] = paper(chance)
        anybody = chance.random() < 0.06
        operator = chance.choice(("mdb", "epb", "admin")) if anybody else self.by
        return Step(chance.choice((0, 0, 1, 3, 20)), operator, self.command, said)


def of(*choices: Any) -> Field:
    return lambda chance: chance.choice(choices)


def named(prefix: str, *numbers: int) -> Field:
    return lambda chance: f"{prefix}{chance.choice(numbers)}"


def last_of(kind: str) -> Field:
    """One of the last entries of *kind*."""
    return lambda chance: f"{BACK}{chance.randrange(4)}:{kind}"


def scored(chance: Random) -> Any:
    units = chance.sample(TOWNS, chance.choice((1, 2, 3, 3, 3, 3)))
    return tuple({"unit": unit, "score": marks(chance)} for unit in units)


def few(chance: Random) -> Any:
    """So few that nobody is in the first third and in the last three at once."""
    return scored(chance)[:2]


def corrected(chance: Random) -> Any:
    return tuple((unit, marks(chance)) for unit in chance.sample(TOWNS, chance.choice((1, 2))))


def completed(chance: Random) -> Any:
    units = chance.sample(TOWNS, chance.choice((1, 2, 3)))
    result = of("完成", "未完成", "缓议")
    return tuple({"unit": u, "result": result(chance), "grounds": "见附表"} for u in units)


ago = named(AGO, 0, 0, 0, 1, 1, 5, 5, 20, 40, 400, -1)
ahead = named(AGO, -1, -10, -40, -90, 3)
back = named(BACK, *range(25))
number = named(FINDING, *range(6))
case = named(CASE, *range(3))
unit = of(*TOWNS, *TOWNS, "县水利局", "清合镇")
town = of(*TOWNS)
year = of(2024, 2025)
marks = of("-3", "-0.5", "2", "7.25", "0", "80", "99.5")
paper = of("×委发〔2025〕3号", "×环函〔2025〕17号")
reason = of("当时即如此")
level = of("县", "市", "市", "省")
A = of("A")
epa = of("县生态环境局")

#: What may be wrong in an entry, by the field's name.
CHANGES: Mapping[str, Field] = {
    "unit": unit, "units": town, "on": ago, "year": year, "amount": marks, "finding": number,
    "completion": of("完成", "未完成", "大概"), "period": of("上半年", "年终"), "to": ahead,
    "issue": of("改写的问题"), "passed": of("true", "false"), "score": marks, "case": case,
    "basis": paper, "receipt_no": of("收文12"), "name": of("新名镇"), "stage": of("复核"),
}  # fmt: skip


def change(chance: Random) -> Any:
    """Every change there is in some order: the first that the target has a field for is made."""
    return tuple(
        (name, CHANGES[name](chance)) for name in chance.sample(list(CHANGES), len(CHANGES))
    )


def one(field: Field) -> Field:
    return lambda chance: (field(chance),)
