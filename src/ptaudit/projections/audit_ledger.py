"""Audit items 11 and 12: how many years are carried over without their procedure, and what a witness saw."""

from ptaudit.domain.events.history import HistoryCarried
from ptaudit.projections.audit_lines import Item, Line, Material
from ptaudit.projections.belonging import acts
from ptaudit.projections.cycle import level


def carried(material: Material) -> Item:
    """11 结转(无过程)年度占比: years up to the audited one that hold nothing but carried results."""
    known = {
        year: level(row)
        for year, row in sorted(material.cycles.items())
        if year <= material.year and level(row) != "未登记"
    }
    entries: dict[int, list[tuple[str, int]]] = {}
    for record in acts(material.papers, material.on):
        if isinstance(record.payload, HistoryCarried) and record.payload.year <= material.year:
            found = (record.payload.unit, record.position)
            entries.setdefault(record.payload.year, []).append(found)
    bare = [year for year, found in known.items() if found == "结转"]
    told = (
        ("count", len(bare)),
        ("of", len(known)),
        ("percent", round(100 * len(bare) / len(known)) if known else 0),
    )
    rest = tuple(position for year in bare for _, position in entries.get(year, ()))
    lines = [Line("carried_share", rest, told)] if bare else []
    for year, rows in sorted(entries.items()):
        units = len({unit for unit, _ in rows})
        params = (("year", year), ("count", units), ("level", known[year]))
        lines.append(Line("carried_year", tuple(position for _, position in rows), params))
    return Item(11, tuple(lines), len(bare))


def witnessed(material: Material) -> Item:
    """12 核验: up to where witnesses saw the ledger; what came after rests on the county's own word."""
    head = material.head
    exposed = head.size - head.cosigned
    told = (
        ("size", head.size),
        ("root", head.root),
        ("recorded_at", _minute(head.recorded_at)),
        ("signed", head.signed or 0),
        ("cosigned", head.cosigned),
        ("by", head.by),
        ("first", head.cosigned + 1),
        ("since", _minute(head.since)),
        ("count", exposed),
    )
    if head.contradicted is not None:
        params = (("contradicted", head.contradicted), *told)
        line = Line("witness_contradicted", (head.contradicted,), params)
        return Item(12, (line,), head.size)
    if head.cosigned:
        code = "witness_seen" if exposed else "witness_all"
    else:
        code = "witness_signed" if head.signed else "witness_none"
    line = Line(code, (head.cosigned or head.size,), told)
    return Item(12, (line,), exposed, "未启用" if head.signed is None else "已查")


def _minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")
