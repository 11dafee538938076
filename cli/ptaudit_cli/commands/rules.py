"""Scoring rules: a table checked and tried before it is issued, an issued one shown, written out and tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from ptaudit.domain.failures import Malformed, NotFound
from ptaudit_cli import trial_lines
from ptaudit_cli.actions import Action
from ptaudit_cli.call import Call
from ptaudit_cli.failures import EXIT
from ptaudit_cli.params import option, place
from ptaudit_cli.reads import Ask, Read
from ptaudit_cli.trial_lines import TrialRow
from ptaudit_cli.years import the_year

if TYPE_CHECKING:
    from ptaudit.application.trying import Draft
    from ptaudit.domain.registry import Registry
    from ptaudit.domain.rules import Rules
    from ptaudit.domain.rules.facts import Fact


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A defect by its row in the file; *row* 0 is the table as a whole."""

    row: int
    severity: str
    text: str
    code: str


def check(ask: Ask) -> Iterator[FaultRow]:
    """Everything wrong with a table; nothing is repaired, nothing recorded."""
    from ptaudit.application.trying import faults
    from ptaudit.domain.targets.decider import of_year
    from ptaudit.domain.targets.fold import YearPapers, evolve

    draft, unreadable = _draft(ask)
    papers = YearPapers()
    for record in ask.view.known(of_year(draft.year)):
        papers = evolve(papers, record)
    found = [*unreadable, *faults(draft, ask.registry, papers)]
    for one in sorted(found, key=lambda one: one.row):
        yield FaultRow(one.row, one.severity, one.text, one.code)


def _counted(ask: Ask, rows: Sequence[FaultRow]) -> Iterator[str]:
    wrong = _errors(rows)
    yield ask.words("rules.checked", errors=wrong, warnings=len(rows) - wrong)


def _checked(rows: Sequence[FaultRow]) -> int:
    """A table with errors cannot be issued: the exit code is that of a file written wrongly."""
    return EXIT["Malformed"] if _errors(rows) else 0


def _errors(rows: Sequence[FaultRow]) -> int:
    return sum(row.severity == "错误" for row in rows)


def _draft(ask: Ask) -> "tuple[Draft, Sequence[Any]]":
    """The table of the file named, and what of it could not be read."""
    from ptaudit.application.trying import Draft
    from ptaudit.batch import rule_reading

    file = rule_reading.read(ask.call.around.folder / ask["file"], sheet=ask.get("sheet"))
    scope = (ask.get("applies_to"),) if ask.get("applies_to") else file.applies_to or ("A",)
    year = the_year(ask) if ask.year or not file.year.isdecimal() else int(file.year)
    applies = _scope([str(name) for name in scope], ask.registry)
    draft = Draft(year, applies, file.items, file.full_marks, file.overall, file.warnings)
    return draft, file.faults


def _scope(names: Sequence[str], registry: "Registry") -> str | tuple[str, ...]:
    if len(names) == 1 and names[0] in ("A", "B"):
        return names[0]
    return tuple(sorted(registry.unit(name).code for name in names))


def tried(ask: Ask) -> Iterator[TrialRow]:
    """Item by item what the facts come to, and what is missing; nothing is recorded."""
    from ptaudit.application import trying

    registry, facts = ask.registry, _facts(ask)
    units = [str(name) for name in ask.given.get("unit") or ()]
    if ask.get("file") is not None:
        draft, unreadable = _draft(ask)
        for fault in unreadable:
            raise Malformed("table.rule", row=fault.row, why=fault.text)
        groups = [trying.rules_of(draft, registry)]
    else:
        groups = _in_force(ask, units, facts)
    by_code = trying.facts_by_code(facts, registry)
    for rules in groups:
        codes = [
            unit
            for unit in trying.units_of(rules, registry, units, facts)
            if ask.get("file") is not None or _is_for(rules, unit, ask)
        ]
        held = _with_recorded(ask, rules, codes, by_code)
        for trial in trying.trials(rules, codes, held, registry):
            yield from trial_lines.rows(trial, rules, registry)


def _is_for(rules: "Rules", unit: str, ask: Ask) -> bool:
    return ask.registry.rules_for(unit, rules.year) == rules


def _in_force(ask: Ask, units: Sequence[str], facts: Mapping[str, Any]) -> "list[Rules]":
    """The issued versions that apply to whom is asked about. Raises NotFound where there is none."""
    year, registry = the_year(ask), ask.registry
    named = units or [name for name in facts if name] or list(registry.units)
    found: list[Rules] = []
    for name in named:
        rules = registry.rules_for(registry.unit(name).code, year)
        if rules is not None and rules not in found:
            found.append(rules)
    if not found:
        raise NotFound("rules.none_issued", year=year)
    return found


def _facts(ask: Ask) -> "dict[str, dict[str, Fact]]":
    from ptaudit.batch import facts_file

    if (said := ask.get("facts")) is None:
        if ask.get("file") is not None:
            raise Malformed("argument.missing", argument="--facts")
        return {}
    found = facts_file.read(ask.call.around.folder / said)
    for fault in found.faults:
        raise Malformed("table.rule", row=fault.row, why=fault.text)
    return found


def _with_recorded(
    ask: Ask, rules: "Rules", units: Sequence[str], facts: "Mapping[str, dict[str, Fact]]"
) -> "Mapping[str, Mapping[str, Fact]]":
    """Facts of a file alone for a draft; for an issued version those recorded, a file's on top."""
    if ask.get("file") is not None:
        return facts
    from ptaudit.application.recorded_facts import recorded

    held = {
        unit: {**recorded(ask.view, unit, rules.year), **facts.get(unit, {})} for unit in units
    }
    return {**held, "": facts.get("", {})}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of an issued version, its formula in the words of a clerk's table."""

    item: str
    parent: str | None
    no: str | None
    name: str
    mode: str
    points: Decimal
    cap: Decimal | None
    floor: str | None
    formula: str
    rule_text: str
    units: tuple[str, ...]


def show(ask: Ask) -> Iterator[ItemRow]:
    from ptaudit.domain.formulas import saying

    rules, registry = _issued(ask), ask.registry
    for item in rules.items.values():
        yield ItemRow(
            item.code,
            item.parent,
            item.no,
            item.name,
            item.mode,
            item.points,
            item.cap,
            None if item.floor is None else str(item.floor),
            saying.cell(item.formula) if item.formula is not None else "",
            item.rule_text,
            tuple(registry.named(unit) for unit in item.applies_to or ()),
        )


def _issued(ask: Ask) -> "Rules":
    """The version asked for, else the highest, of a sequence or for a unit. Raises NotFound."""
    year, registry, scope = the_year(ask), ask.registry, ask.get("scope") or "A"
    said = ask.get("rules_version")
    if said is not None and not said.isdecimal():
        raise Malformed("year.unreadable", said=said)
    code = scope if scope in ("A", "B") else registry.unit(scope).code
    sequence = scope if scope in ("A", "B") else registry.sequence(code, year)
    found = [
        rules
        for rules in registry.rules.versions
        if rules.year == year
        and rules.applies(code, sequence)
        and (said is None or rules.version == int(said))
    ]
    if not found:
        raise NotFound("rules.none_issued", year=year)
    return max(found, key=lambda rules: rules.version)


def export(call: Call, given: Mapping[str, Any]) -> int:
    """Write an issued version as the file it could be issued from again; without a file, print its YAML."""
    from pathlib import PurePath

    from ptaudit.batch import rule_reading
    from ptaudit.domain.formulas.rows import plain

    call = call.settled(ledger=given["ledger"])
    app = call.open(read_only=True)
    try:
        ask = Ask(call, app, given)
        rules = _issued(ask)
        named = {code: unit.name for code, unit in ask.registry.units.items()}
        scope = rules.applies_to
        whom = (scope,) if isinstance(scope, str) else tuple(named.get(u, u) for u in scope)
        said = rule_reading.whole(rules.year, whom, plain(rules.full_marks), rules.overall)
        output = given["output"]
        suffix = PurePath(output).suffix.lower() if output else ".yml"
        data = rule_reading.written(suffix, said, tuple(rules.items.values()), named)
    finally:
        app.close()
    if not output:
        call.say(data.decode().rstrip("\n"))
        return 0
    path = call.around.folder / output
    if path.exists():
        raise Malformed("template.file_exists", file=call.shown(str(path)))
    path.write_bytes(data)
    call.say(call.words("rules.exported", file=call.shown(str(path)), count=len(rules.items)))
    return 0


def _check_params() -> Sequence[click.Parameter]:
    return [
        place("file"),
        option("sheet", "text", block="own"),
        option("applies_to", "text", block="own"),
    ]


def _try_params() -> Sequence[click.Parameter]:
    return [
        place("file", needed=False),
        option("sheet", "text", block="own"),
        option("facts", "file", block="own"),
        option("unit", "text", block="own", many=True),
        option("applies_to", "text", block="own"),
    ]


def _show_params() -> Sequence[click.Parameter]:
    return [place("scope", needed=False), option("rules_version", "integer", block="own")]


def _export_params() -> Sequence[click.Parameter]:
    output = option("output", "file", block="own")
    output.opts.insert(0, "-o")
    return [
        *_show_params(),
        option("year", "year", block="own"),
        output,
        option("ledger", "ledger"),
    ]


CALLS = (
    Read(
        "rules",
        "check",
        FaultRow,
        check,
        _check_params,
        by_year=True,
        notes=_counted,
        status=_checked,
    ),
    Read("rules", "try", TrialRow, tried, _try_params, by_year=True, page=trial_lines.page),
    Read("rules", "show", ItemRow, show, _show_params, by_year=True),
    Action("rules", "export", export, _export_params),
)
