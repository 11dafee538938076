"""The subject of a replay as people write it: ``F-2023-017``, ``清河镇/2023/上半年``, ``A/2023``, ``清河镇/三年``."""

import re
from collections.abc import Mapping

from ptaudit.application.view import View
from ptaudit.domain.failures import Malformed, NotFound
from ptaudit.domain.registry import Registry, Unit
from ptaudit.projections.replay import Subject, SubjectKind

#: Cases by the form of their number.
CASES: Mapping[SubjectKind, re.Pattern[str]] = {
    "问题": re.compile(r"F-[0-9]{4}-[0-9]{3,}"),
    "否决案件": re.compile(r"V-[0-9].*"),
    "异议": re.compile(r"O-[0-9]{4}-[0-9]{3,}"),
}
SEQUENCES: Mapping[str, str] = {
    "A": "A",
    "B": "B",
    "乡镇街道园区": "A",
    "乡镇(街道)和园区": "A",
    "县级部门": "B",
}
PERIODS = ("上半年", "下半年", "年终")
CHAIN = "三年"
_YEAR = re.compile(r"2[01][0-9]{2}")


def subject(view: View, said: str, year: int) -> Subject:
    """What *said* names; of *year* where it names none itself.

    Parts stand between slashes in any order after the first. Raises NotFound for a unit that was
    never recorded or did not exist by the view's day, Malformed for a part that means nothing.
    """
    for kind, form in CASES.items():
        if form.fullmatch(said):
            return Subject(kind, said)
    first, *rest = said.split("/")
    period, chain = "", False
    for part in rest:
        if _YEAR.fullmatch(part):
            year = int(part)
        elif part in PERIODS:
            period = part
        elif part == CHAIN:
            chain = True
        else:
            known = "、".join((*PERIODS, CHAIN))
            raise Malformed("replay.part", said=part, known=known)
    if first in SEQUENCES and not (period or chain):
        named = SEQUENCES[first]
        return Subject("序列", f"{named}/{year}", year=year)
    unit = _unit(view, first)
    if chain:
        return Subject("连续三年", f"{unit.code}/{CHAIN}", unit.code)
    if unit.last_day is not None and unit.last_day.year < year:
        raise NotFound(
            "replay.after_unit", unit=unit.name, last=str(unit.last_day), asked=str(year)
        )
    if not unit.existed(year):
        raise NotFound(
            "replay.before_unit", unit=unit.name, since=str(unit.event.since), asked=str(year)
        )
    key = f"{unit.code}/{year}"
    if period:
        return Subject("自查", f"{key}/{period}", unit.code, year, period)
    return Subject("单位年度", key, unit.code, year)


def _unit(view: View, name: str) -> Unit:
    """The unit as known then; else as known now, if it existed by the view's day."""
    try:
        return view.registry.unit(name)
    except NotFound as unknown:
        if unknown.code == "unit.ambiguous":
            raise
    # As known today, of every day.
    unit = view.facts.registry(view.ledger.head().size).unit(name)
    if unit.event.since is not None and unit.event.since > view.on:
        raise NotFound(
            "replay.before_unit",
            unit=unit.name,
            since=str(unit.event.since),
            asked=str(view.on),
        )
    return unit


def name(subject: Subject, registry: Registry) -> str:
    """The subject as people say it: the unit by its name."""
    if not subject.unit:
        return subject.key
    return subject.key.replace(subject.unit, registry.named(subject.unit), 1)
