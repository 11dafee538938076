"""第二十条(口径 lineage.*) — 承继认定: whose results of which years a unit carries after a reorganisation."""

from collections.abc import Mapping

from ptaudit.domain.commands.lineages import DetermineLineage
from ptaudit.domain.decider import Act, Breach, Context, Decider, Decision, Refused
from ptaudit.domain.events.base import by_policy
from ptaudit.domain.events.lineages import LineageDetermined
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.lineage.book import Determined, Reorganisation, rows
from ptaudit.domain.names import listed
from ptaudit.domain.registers.succession import Succession, boundary, evolve
from ptaudit.domain.registry import Registry, Unit

Command = DetermineLineage

#: What people write where nobody's result is carried.
NOBODY = "无"


def decide(command: DetermineLineage, state: Succession, context: Context) -> Decision:
    on, registry = command.on or context.today, context.registry
    unit = registry.unit(command.unit)
    acts = tuple(registry.lineage.into(unit.code))
    if not acts:
        raise Malformed("lineage.no_predecessors", unit=unit.name)
    after = acts[0]
    years = _years(command, unit, after, registry)
    organs = command.organ or _organs(years, registry)
    every = [d for d in registry.lineage.determined if d.unit == unit.code]
    former = [d for d in every if d.regular]
    event = LineageDetermined(
        unit=unit.code,
        after=after.id,
        inherits=rows(years),
        revises=_revised(command.revises, every, unit),
    )
    changed = {said.revises for said in former}
    for said in (one for one in former if one.id not in changed):
        if (said.years, said.after, said.organs) == (years, after.id, frozenset(organs)):
            return Decision(already=(said.position,))
    _agrees(event, years, frozenset(organs), former, unit)
    breaches: tuple[Breach, ...] = ()
    if "JXW" in organs:
        undelegated = [y for y in years if registry.policy(y)["lineage.who"] != "JXW"]
        if undelegated:
            params = (("organ", registry.organ_name("JXW", on)), ("year", undelegated[0]))
            breaches = (Breach("lineage.not_competent", by_policy("lineage.who"), params),)
    return Decision((Act(event, organs=organs),), breaches)


def _organs(years: Mapping[int, str | None], registry: Registry) -> tuple[str, ...]:
    delegated = all(registry.policy(year)["lineage.who"] == "JXW" for year in years)
    return ("JXW",) if delegated else LineageDetermined.organs


def _years(
    command: DetermineLineage, unit: Unit, after: Reorganisation, registry: Registry
) -> Mapping[int, str | None]:
    """By year, whose result is carried. Raises Malformed for a year or a unit it cannot be."""
    known = _predecessors(unit, after, registry)
    found: dict[int, str | None] = {}
    for year, name in command.inherits:
        if year in found:
            raise Malformed("lineage.year_twice", unit=unit.name, year=year)
        if year > after.last_year:
            raise Malformed(
                "lineage.year_outside", unit=unit.name, year=year, last=after.last_year
            )
        if name == NOBODY:
            found[year] = None
            continue
        other = registry.unit(name)
        if other not in known:
            raise Malformed(
                "lineage.not_predecessor",
                unit=unit.name,
                other=other.name,
                known=listed([one.name for one in known]),
            )
        if not other.existed(year):
            raise Malformed("lineage.not_there_then", other=other.name, year=year)
        found[year] = other.code
    return found


def _predecessors(unit: Unit, after: Reorganisation, registry: Registry) -> list[Unit]:
    """Units it came from, and itself if it lived on."""
    codes = registry.lineage.ancestors(unit.code)
    itself = (unit.code,) if unit.code in after.sources else ()
    return [registry.units[code] for code in (*itself, *codes) if code in registry.units]


def _revised(revises: str | None, former: list[Determined], unit: Unit) -> str | None:
    if revises is not None and revises not in {one.id for one in former}:
        raise NotFound("lineage.not_a_determination", entry=revises, unit=unit.name)
    return revises


def _agrees(
    event: LineageDetermined,
    years: Mapping[int, str | None],
    organs: frozenset[str],
    former: list[Determined],
    unit: Unit,
) -> None:
    """The same organ says one thing of one year, unless it says that it changes what it said."""
    replaced = {one.revises for one in former} | {event.revises}
    for said in former:
        if said.id in replaced or said.after != event.after or not said.organs & organs:
            continue
        for year, whose in years.items():
            if year in said.years and said.years[year] != whose:
                raise Refused(
                    "lineage.differs",
                    LineageDetermined.claims[0],
                    unit=unit.name,
                    year=year,
                    position=said.position,
                )


decider: Decider[Command, Succession] = Decider(boundary, Succession(), evolve, decide)
COMMANDS = (Command,)
