"""How large the synthetic county is, and from which seed it is made."""

from dataclasses import dataclass
from typing import Literal

from ptaudit.demo import names

Kind = Literal["乡", "镇", "街道", "园区", "部门"]


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    kind: Kind

    @property
    def sequence(self) -> Literal["A", "B"]:
        return "B" if self.kind == "部门" else "A"


@dataclass(frozen=True, slots=True)
class Plan:
    """The same plan gives the same entries, byte for byte.

    *scale* multiplies the units, *recorded* and *carried* count years ending with *last*;
    *findings* is how many problems a township has in a year, on average. A large county for
    measuring is made faster with notes of some days typed *together*.
    """

    seed: int = 2025
    scale: int = 1
    carried: int = 3
    recorded: int = 2
    last: int = 2025
    findings: int = 2
    together: int = 0

    @property
    def years(self) -> range:
        return range(self.last - self.recorded + 1, self.last + 1)

    @property
    def carried_years(self) -> range:
        return range(self.years.start - self.carried, self.years.start)

    @property
    def units(self) -> tuple[Unit, ...]:
        base = [Unit(name, kind) for kind, found in names.TOWNS.items() for name in found]
        base += [Unit(name, "部门") for name in names.DEPARTMENTS]
        more = [
            Unit(f"{area}{unit.name}", unit.kind)
            for area in names.areas(self.scale - 1)
            for unit in base
        ]
        return (*base, *more)
