"""The score of a unit as a sum of reasons, and from full marks down to it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ptaudit.application import explaining
from ptaudit.domain.scoring.arithmetic import Scored
from ptaudit.projections.explanation.lost import Lost, LostLine
from ptaudit.projections.explanation.lost import lost as from_full
from ptaudit.projections.explanation.tree import Fact as Named
from ptaudit.projections.explanation.tree import Point, Tree, tree
from ptaudit.reports.exhibit import wording
from ptaudit.reports.exhibit.contract import Arithmetic, Fact, Line
from ptaudit.reports.exhibit.posed import Found, Posed

#: What an entry names as its own grounds; the rest of its facts are other acts of the case.
OWN = ("依据", "起因")


def whole(posed: Posed) -> Found:
    """Every point of a unit's score with the entry, rule, facts and documents it rests on."""
    made = _tree(posed)
    points = [*(p for g in made.groups for i in g.items for p in i.points), *made.others]
    lines = tuple(_line(point) for point in points)
    losses = [_spoken(p, p.reason.counted) for p in points if p.reason.counted < 0]
    return _found(posed, made, lines, made.counted, losses, "explain {unit}")


def lost(posed: Posed) -> Found:
    """得分说明: from full marks, every lost point a line, down to the score."""
    made = _tree(posed)
    found = from_full(made)
    if found is None:
        return _found(posed, made, (), None, [], "explain {unit} --lost")
    lines = (_full(found), *(_loss(line) for line in found.lines))
    losses = [_spoken_loss(line) for line in found.lines if line.lost > 0]
    return _found(posed, made, lines, found.score, losses, "explain {unit} --lost")


def _tree(posed: Posed) -> Tree:
    unit = posed.registry.unit(posed.subject).code
    return tree(explaining.material(posed.view, unit, posed.the_year))


def _found(
    posed: Posed,
    made: Tree,
    lines: tuple[Line, ...],
    total: Decimal | None,
    losses: list[str],
    command: str,
) -> Found:
    unit, year = posed.registry.unit(posed.subject), posed.the_year
    result, name = made.material.scored, f"{unit.name}{year}年度"
    if total is None:
        said = [f"{name}没有计分登记,也没有断言的得分"]
    else:
        said = [f"{name}得分{total}分({_standing(result)})", *(losses or ["没有失分"])]
    points = [*(p for g in made.groups for i in g.items for p in i.points), *made.others]
    sums = () if total is None else (Arithmetic(subject=f"{name}得分", lines=lines, total=total),)
    versions = {point.rules.position: point.rules for point in points if point.rules}
    asserted = {result.basis.mark.position} if result.basis is not None else set()
    deciding = {p for line in lines for p in (line.position, *line.basis) if p} | asserted
    return Found(
        subject=name,
        answer=wording.sentence(said),
        command=f"ptaudit {command.format(unit=unit.name)} --year {year} {posed.clocks}",
        facts=tuple(_facts(result)),
        deciding=posed.cite(posed.records(deciding)),
        unknown=posed.after(posed.records(_known_later(posed, unit.code))),
        rulings=tuple(posed.rulings(result.keys)),
        rules=posed.rules(made.rules, *versions.values()),
        arithmetic=sums,
        limits=tuple(_limits(result)),
    )


def _known_later(posed: Posed, unit: str) -> set[int]:
    """Entries that the same question asked at the end of the book rests on."""
    made = tree(explaining.material(posed.later, unit, posed.the_year))
    points = [*(p for g in made.groups for i in g.items for p in i.points), *made.others]
    found = {p.source.record.position for p in points if p.source is not None}
    found |= {fact.named.record.position for p in points for fact in p.facts}
    return found | {a.mark.position for a in made.material.scored.sheet.assertions}


def _standing(result: Scored) -> str:
    if result.official is not None:
        return result.official.kind
    return "暂定" if result.basis is None else f"暂定,据{result.basis.kind}"


def _full(found: Lost) -> Line:
    return Line(
        counted=found.full, text="满分" if found.ruled else "满分(百分制,本年度没有细则登记)"
    )


def _loss(line: LostLine) -> Line:
    """One lost point; *counted* is negative where points were lost."""
    about = "" if line.item is None else f"{line.item.item.code} {line.item.item.name}"
    text = "·".join(part for part in (line.what, about) if part)
    if len(line.points) == 1:
        own = _line(line.points[0])
        return own.model_copy(update={"counted": -line.lost, "text": text})
    positions = [p.source.record.position for p in line.points if p.source is not None]
    rule = "" if line.item is None else line.item.item.rule_text
    basis = tuple(sorted(set(positions)))
    return Line(counted=-line.lost, text=text, rule=rule, basis=basis)


def _line(point: Point) -> Line:
    reason = point.reason
    about = " ".join(part for part in (reason.item, reason.name) if part)
    text = "·".join(part for part in (reason.what, about, reason.stage) if part)
    notes = [reason.note, reason.why_not or "", *reason.warnings]
    version = f"(第{reason.rules_version}版)" if reason.rules_version else ""
    return Line(
        counted=reason.counted,
        text=text,
        position=reason.position or None,
        rule=f"{reason.rule_text}{version}" if reason.rule_text else "",
        basis=_positions(f for f in point.facts if f.role in OWN),
        since=_positions(f for f in point.facts if f.unknown),
        documents=tuple(dict.fromkeys((*reason.findings, *reason.documents))),
        note=";".join(note for note in notes if note),
    )


def _positions(facts: Iterable[Named]) -> tuple[int, ...]:
    return tuple(sorted({fact.named.record.position for fact in facts}))


def _spoken_loss(line: LostLine) -> str:
    if len(line.points) == 1:
        return _spoken(line.points[0], -line.lost, line.what)
    about = "" if line.item is None else f"({line.item.item.code} {line.item.item.name})"
    return f"{line.what}{wording.signed(-line.lost)}{about}"


def _spoken(point: Point, counted: Decimal, what: str = "") -> str:
    """One loss in words: how much, by which entry, under which rule, on which entries."""
    reason = point.reason
    text = f"{what or reason.what}{wording.signed(counted)}"
    parts = [f"第{reason.position}号" if reason.position else reason.name]
    if basis := _positions(f for f in point.facts if f.role in OWN):
        parts.append(f"依据{wording.numbers(basis)}")
    if reason.rule_text:
        parts.append(f"细则{reason.item}“{reason.rule_text}”")
    if since := _positions(f for f in point.facts if f.unknown):
        parts.append(f"{wording.numbers(since)}在其后才录入")
    said = ",".join(part for part in parts if part)
    return f"{text}({said})" if said else text


def _facts(result: Scored) -> Iterator[Fact]:
    official = result.official.total if result.official else None
    computed = result.computed.total if result.computed else None
    values: Iterable[tuple[str, Decimal | None]] = (
        ("审定得分", official),
        ("分项之和", computed),
        ("重算得分", result.recomputed),
        ("未分解", result.undecomposed),
        ("重算与审定之差", result.difference),
    )
    for name, value in values:
        if value is not None:
            yield Fact(name=name, value=format(value, "f"))


def _limits(result: Scored) -> Iterator[str]:
    if result.undecomposed:
        yield f"断言的得分中有{result.undecomposed}分没有分项登记(未分解),账本不能说明其构成。"
    if result.difference:
        moved = wording.signed(result.difference)
        yield f"按现有登记重算与审定之差为{moved}分;审定结果在更正以前不变。"
    if result.computed is not None and result.computed.undetermined:
        items = "、".join(result.computed.undetermined)
        yield f"指标{items}尚未核定,得分不完整。"
