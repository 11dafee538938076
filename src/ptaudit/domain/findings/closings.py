"""销号公示 and 销号: not by who answers for it, not before the publicity that 口径 asks for (细则未规定)."""

import datetime as dt
from collections.abc import Iterator

from ptaudit.domain.calendar import DAY
from ptaudit.domain.commands.findings import CloseFinding
from ptaudit.domain.commands.inspections import PubliciseClosure
from ptaudit.domain.decider import Act, Breach, Context, Decision
from ptaudit.domain.events.base import OWN
from ptaudit.domain.events.findings import FindingClosed, Publicised, RectificationVerified
from ptaudit.domain.events.inspections import ClosurePublicised
from ptaudit.domain.failures import Malformed
from ptaudit.domain.findings import states
from ptaudit.domain.findings.acting import about, one
from ptaudit.domain.findings.case import Finding
from ptaudit.domain.findings.extensions import ruled
from ptaudit.domain.registry import Registry


def publicise(command: PubliciseClosure, finding: Finding, context: Context) -> Decision:
    """Raises Malformed for a window that ends before it begins, or whose length nobody says."""
    since = command.since or command.on or context.today
    days = context.registry.policy(finding.year)[states.PUBLICITY]
    until = command.until
    if until is None:
        if days == "none":
            raise Malformed("publicity.no_end", finding=finding.finding)
        until = since + DAY * (int(days) - 1)
    if until < since:
        raise Malformed("publicity.reversed", since=since, until=until)
    event = ClosurePublicised.model_validate(
        {"finding": finding.finding, "from": since, "to": until, "place": command.place}
    )
    return one(event, finding, *_short(finding, (until - since).days + 1, context.registry))


def close(command: CloseFinding, finding: Finding, context: Context) -> Decision:
    if (command.publicised_from is None) != (command.publicised_to is None):
        raise Malformed("finding.publicity_half", finding=finding.finding)
    publicised, days = None, max((w.days for w in finding.windows), default=0)
    if command.publicised_from is not None and command.publicised_to is not None:
        publicised = Publicised(from_=command.publicised_from, to=command.publicised_to)
        days = max(days, (publicised.to - publicised.from_).days + 1)
    acts: list[Act] = []
    if command.verified is not None:
        verified = RectificationVerified(
            finding=finding.finding,
            passed=True,
            method=command.method,
            verified_by=command.verified_by,
        )
        acts.append(Act(verified, on=command.verified))
    acts.append(Act(FindingClosed(finding=finding.finding, publicised=publicised)))
    breaches = (
        *_own(command.organ, finding, context.registry, command.on or context.today),
        *_short(finding, days, context.registry),
    )
    return Decision(tuple(about(act, finding) for act in acts), breaches)


def _short(finding: Finding, days: int, registry: Registry) -> Iterator[Breach]:
    """Publicised for fewer days than 口径 closure.publicity asks."""
    asked = registry.policy(finding.year)[states.PUBLICITY]
    if asked != "none" and days < int(asked):
        params = (("finding", finding.finding), ("days", days), ("asked", asked))
        yield Breach("publicity.short", ruled(states.PUBLICITY, finding, registry), params)


def _own(
    organs: tuple[str, ...], finding: Finding, registry: Registry, on: dt.date
) -> Iterator[Breach]:
    """Nobody closes what they answer for."""
    for unit in finding.units:
        named = registry.units.get(unit)
        roles = named.event.roles or () if named is not None else ()
        if f"UNI:{unit}" in organs or ((not organs or "EPB" in organs) and "EPB" in roles):
            params = (("finding", finding.finding), ("unit", registry.named(unit)))
            yield Breach("finding.own_closing", OWN, params)
            return
