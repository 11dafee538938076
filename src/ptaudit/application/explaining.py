"""What an explanation reads: one unit's year with what it rests on, one entry with what names it; nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from ptaudit.application import reading, year_reading
from ptaudit.application.recording import of_every_day
from ptaudit.application.view import View
from ptaudit.domain import clocks
from ptaudit.domain.boundaries import about, either
from ptaudit.domain.cycle.papers import Approval
from ptaudit.domain.failures import NotFound
from ptaudit.domain.record import Record
from ptaudit.domain.scoring.arithmetic import scored
from ptaudit.domain.scoring.sheet import Sheet
from ptaudit.domain.selection import Criterion, Selection
from ptaudit.projections.explanation.entry import Explained, explained
from ptaudit.projections.explanation.material import Material
from ptaudit.projections.objections import objections
from ptaudit.projections.projection import tagged
from ptaudit.projections.scores import scores
from ptaudit.projections.selfchecks import selfchecks

#: Entries asked for by one selection: two criteria each.
AT_ONCE = 80
#: Characters of an entry's id.
ID = 32
#: Entries about a finding that are no facts of it: they rest on the facts, or dispute what did.
UPON_FACTS = ("score.entered", "score.reversed", *objections.kinds)


def approval(view: View, year: int) -> Approval | None:
    """The year's 审定 as known then, by the view's day."""
    return year_reading.approval(view, year, view.on)


def material(view: View, unit: str, year: int) -> Material:
    """All that explains the score of *unit* (a code) in *year*.

    Raises NotFound where neither a score nor a total nor rules of that year are recorded.
    """
    key, registry = f"{unit}/{year}", view.registry
    raw = view.whole(either(scores.own(key), selfchecks.own(key)))
    sheet = scores.fold(key, raw, view.on)
    filings = selfchecks.fold(key, raw, view.on)
    rules = registry.rules_for(unit, year)
    if not (sheet.entries or sheet.assertions or rules):
        raise NotFound("explain.no_such_year", unit=registry.named(unit), year=year)
    decided = approval(view, year)
    result = scored(sheet, registry, None if decided is None else decided.entries)
    cases = {name: view.whole(about(f"finding:{name}")) for name in _findings(sheet)}
    wanted = {entry for one in sheet.entries for entry in one.basis}
    wanted |= {version.entry for version in registry.rules.versions if version.year == year}
    others = [record for held in cases.values() for record in held]
    others += named(view, wanted)
    held = {record.id: record for record in (*raw, *others)}
    return Material(
        result,
        registry,
        raw,
        {**held, **{record.id: record for record in clocks.resolve(_ordered(held.values()))}},
        {name: tuple(_acts(name, found, view)) for name, found in cases.items()},
        _ordered(record for record in held.values() if record.position not in _places(raw)),
        filings,
        {year: decided},
        of_every_day(view),
    )


def _places(raw: Iterable[Record]) -> set[int]:
    return {record.position for record in raw}


def _ordered(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.position)


def _findings(sheet: Sheet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for entry in sheet.entries for name in entry.findings))


def _acts(finding: str, raw: Sequence[Record], view: View) -> Iterator[Record]:
    """The finding's own acts by the view's day, as corrected, in the order of the world."""
    for record in clocks.known(raw, view.on):
        if f"finding:{finding}" in record.tags and record.kind not in UPON_FACTS:
            yield record


def named(view: View, ids: Iterable[str]) -> list[Record]:
    """Those entries, and the later words on them, in ledger order."""
    wanted = sorted(set(ids))
    found: dict[int, Record] = {}
    later = (*clocks.CORRECTIONS, "evidence.attached")
    for n in range(0, len(wanted), AT_ONCE):
        some = wanted[n : n + AT_ONCE]
        own = (Criterion((), (f"id:{entry}",)) for entry in some)
        said = (Criterion(later, (f"ref:{entry}",)) for entry in some)
        for record in view.entries(Selection((*own, *said))):
            found[record.position] = record
    return [found[position] for position in sorted(found)]


def entry(view: View, said: str) -> Explained:
    """The entry of this number or id, explained as known then.

    Raises NotFound for one never recorded by then, and for one about a day after the view's.
    """
    record = _entry(view, said)
    if record.effective > view.on and not record.payload.registry:
        position, on = record.position, record.effective
        raise NotFound("explain.after_day", position=position, on=on, day=view.on)
    raw = {one.position: one for one in _resting(view, record)}
    now = [one for one in clocks.resolve([record, *raw.values()]) if one.id == record.id]
    names = {name for one in (record, *now) for name in one.referenced()}
    raw |= {one.position: one for one in named(view, [*names, record.id])}
    raw |= {one.position: one for one in named(view, [one.id for one in raw.values()])}
    years = {int(year) for one in raw.values() for year in tagged(one, "year")}
    approvals = {year: approval(view, year) for year in sorted(years)}
    held = [one for one in raw.values() if _is_in_time(one, view)]
    return explained(record, _ordered(held), view.registry, of_every_day(view), approvals)


def _is_in_time(record: Record, view: View) -> bool:
    return record.kind in clocks.CORRECTIONS or record.effective <= view.on


def _entry(view: View, said: str) -> Record:
    size = view.moment.position
    # An id may be all digits.
    if said.isdecimal() and len(said) < ID:
        record = reading.record_at(view.ledger, int(said)) if int(said) <= size else None
        if record is None:
            raise NotFound("entry.no_such_position", position=int(said), size=size)
        return record
    position = view.ledger.position_of(f"id:{said}")
    record = reading.record_at(view.ledger, position) if position else None
    if record is None or record.position > size:
        raise NotFound("entry.unknown", entry=said)
    return record


def _resting(view: View, record: Record) -> Iterator[Record]:
    """What names the entry, then what names that, each once, as it was recorded."""
    seen, level = {record.id}, [record.id]
    while level:
        found: list[Record] = []
        for n in range(0, len(level), AT_ONCE):
            tags = (f"ref:{one}" for one in level[n : n + AT_ONCE])
            found += view.whole(Selection(tuple(Criterion((), (tag,)) for tag in tags)))
        fresh = [one for one in found if one.id not in seen]
        yield from fresh
        level = list(dict.fromkeys(one.id for one in fresh))
        seen |= set(level)
