"""What every act of a finding says alike: whose it is, which measures it is about, what it rests on (第十四条)."""

from collections.abc import Sequence

from ptaudit.domain.decider import Act, Breach, Decision
from ptaudit.domain.events.base import Event
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.findings import orders
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.registry import Registry


def codes(names: Sequence[str], registry: Registry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(registry.unit(name).code for name in names))


def one(event: Event, finding: Finding, *breaches: Breach) -> Decision:
    return Decision((about(Act(event), finding),), breaches)


def about(act: Act, finding: Finding) -> Act:
    """With the tags of all units that answer for it or ever did: the case is each one's history."""
    return orders.about(act, finding.finding, finding.every_unit, finding.entry)


def own_unit(name: str | None, finding: Finding, registry: Registry) -> str:
    """The responsible unit of that name; without one the only one. Raises Malformed, NotFound."""
    units = "、".join(registry.named(unit) for unit in finding.units)
    if name is None:
        if len(finding.units) == 1:
            return finding.units[0]
        raise Malformed("finding.which_unit", finding=finding.finding, units=units)
    code = registry.unit(name).code
    if code not in finding.units:
        raise NotFound("finding.not_its_unit", finding=finding.finding, unit=name, units=units)
    return code


def measures_of(numbers: Sequence[int], finding: Finding) -> tuple[int, ...] | None:
    """The measures of those numbers, None for all. Raises NotFound."""
    known = {measure.no for measure in finding.measures}
    for no in numbers:
        if no not in known:
            raise NotFound("measure.unknown", finding=finding.finding, no=no)
    return tuple(sorted(set(numbers))) or None
