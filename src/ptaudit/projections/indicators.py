"""指标值台账: what each unit reported beside what was certified, and what is missing (第八条、第十五条第二项)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ptaudit.domain.boundaries import about
from ptaudit.domain.events.targets import Target
from ptaudit.domain.events.tasks import Span
from ptaudit.domain.indicators import fold
from ptaudit.domain.indicators.fold import Certified, Indicators, Reported, Waiver
from ptaudit.domain.indicators.standing import OVER, is_met, is_over, rate, waiver_of
from ptaudit.domain.policy import Policy
from ptaudit.domain.rules import Rules
from ptaudit.domain.selection import Selection
from ptaudit.domain.unit_years import keys, split
from ptaudit.projections.projection import Projection, by_year

Status: TypeAlias = Literal["已核定", "待核定", "未填报", "缺项"]


def own(key: str) -> Selection:
    unit, year = split(key)
    return about(f"unit:{unit}", f"year:{year}", kinds=fold.KINDS)


#: Never stored: the table is a selection of one year.
indicators = Projection(
    name="indicators",
    version=1,
    row=Indicators,
    kinds=fold.KINDS,
    keys=keys,
    own=own,
    initial=fold.initial,
    evolve=fold.evolve,
    shelves=by_year(Indicators),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, indicator and period. *gap* is reported less certified. *keys*: 口径 that had a say."""

    indicator: str
    period: Span
    status: Status
    target: Target | None
    reported: Reported | None
    certified: Certified | None
    waiver: Waiver | None
    met: bool | None = None
    rate: Decimal | None = None
    keys: tuple[str, ...] = ()

    @property
    def gap(self) -> Decimal | None:
        if self.reported is None or self.certified is None:
            return None
        return self.reported.value - self.certified.value


def table(
    row: Indicators, targets: Sequence[Target], rules: Rules | None, policy: Policy
) -> Iterator[Line]:
    """Targets in order of issue, each for the whole year and every other period something was said of."""
    by_code = {target.code: target for target in targets}
    said = [(r.indicator, r.period) for r in row.reports if r.regular]
    said += [(c.indicator, c.period) for c in row.values.certified if c.counts]
    codes = dict.fromkeys(
        (
            *(t.code for t in targets if t.value is not None),
            *(code for code, _ in said),
            *(w.indicator for w in row.values.waivers),
        )
    )
    for code in codes:
        periods = dict.fromkeys(period for of, period in said if of == code)
        yearly = code in by_code or not periods
        wanted: dict[Span, None] = {"全年": None} if yearly else {}
        for period in dict.fromkeys((*wanted, *periods)):
            yield _line(row, code, period, by_code.get(code), rules, policy)


def _line(
    row: Indicators,
    code: str,
    period: Span,
    target: Target | None,
    rules: Rules | None,
    policy: Policy,
) -> Line:
    reported, certified = row.reported(code, period), row.values.value(code, period)
    waiver = waiver_of(code, row.values, rules)
    status: Status = "未填报"
    if waiver is not None:
        status = "缺项"
    elif certified is not None:
        status = "已核定"
    elif reported is not None:
        status = "待核定"
    if certified is None or target is None or waiver is not None:
        return Line(code, period, status, target, reported, certified, waiver)
    whole = period == "全年"
    value = certified.value
    return Line(
        code,
        period,
        status,
        target,
        reported,
        certified,
        waiver,
        is_met(value, target) if whole else None,
        rate(value, target, policy) if whole else None,
        (OVER,) if whole and is_over(value, target) else (),
    )
