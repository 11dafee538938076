"""自评与复核之差: what a unit gave itself at the year's end, beside what was found (第十三条、第十五条第一至三项)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ptaudit.domain.scoring.arithmetic import Scored
from ptaudit.domain.scoring.sheet import ZERO, Assertion
from ptaudit.domain.selfchecks.fold import Filing, Selfchecks

#: 自评 comes with the self-check of the year's end, whatever the county calls its period.
PERIODS = ("下半年", "年终")


@dataclass(frozen=True, slots=True)
class SelfGap:
    """One unit's own total. *reviewed* is the total last asserted on it: 审定, else 复核, else 考评意见.

    *gap* is own − reviewed: above zero the unit thought better of itself (虚高).
    """

    unit: str
    filing: Filing
    own: Decimal
    opinion: Assertion | None
    verified: Assertion | None
    official: Assertion | None

    @property
    def reviewed(self) -> Assertion | None:
        return self.official or self.verified or self.opinion

    @property
    def gap(self) -> Decimal | None:
        reviewed = self.reviewed
        return None if reviewed is None or reviewed.total is None else self.own - reviewed.total


def gaps(filed: Mapping[str, Selfchecks], scored: Mapping[str, Scored]) -> Iterator[SelfGap]:
    """*filed* by ``unit/year``, *scored* by unit; the widest gap first, then those nobody reviewed."""
    found = [gap for row in filed.values() if (gap := _of(row, scored.get(row.unit))) is not None]
    yield from sorted(found, key=lambda one: (one.gap is None, -(one.gap or ZERO), one.unit))


def _of(row: Selfchecks, scored: Scored | None) -> SelfGap | None:
    """By the last filing that says a total, or points item by item."""
    for filing in reversed(row.of(PERIODS, "EPB")):
        own = filing.self_total
        if own is None and filing.self_scores:
            own = sum((points for _, points in filing.self_scores), ZERO)
        if own is not None:
            sheet = scored.sheet if scored else None
            return SelfGap(
                row.unit,
                filing,
                own,
                sheet.last("考评意见") if sheet else None,
                sheet.last("复核") if sheet else None,
                scored.official if scored else None,
            )
    return None
