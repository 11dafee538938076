"""The regulation: every issue, what replaced it, and what it rests on, with days (第一、四、二十一条)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ptaudit_cli.reads import Ask, Read


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One basis of one issue of the regulation; an issue that names none has a row of its own.

    *state* and *base_state* say how each stands on the day asked about.
    """

    title: str
    doc_no: str
    issued_on: dt.date
    in_force: dt.date
    state: str
    position: int
    replaces: int | None
    base: str | None
    base_doc_no: str | None
    since: dt.date | None
    until: dt.date | None
    base_state: str | None
    source: str | None


def bases(ask: Ask) -> Iterator[BasisRow]:
    from ptaudit.domain.boundaries import about
    from ptaudit.domain.events.basis import RegulationAdopted

    on = ask.view.on
    whole = ask.view.known(about(kinds=(RegulationAdopted.kind,)))
    held = [(r, r.payload) for r in whole if isinstance(r.payload, RegulationAdopted)]
    positions = {record.id: record.position for record, _ in held}
    replaced = {event.replaces for _, event in held if event.in_force <= on}
    for record, event in held:
        state = "已被替代" if record.id in replaced else "施行中"
        for base in event.bases or (None,):
            yield BasisRow(
                event.regulation_title,
                event.doc_no,
                event.issued_on,
                event.in_force,
                state if event.in_force <= on else "未施行",
                record.position,
                positions.get(event.replaces or ""),
                base.title if base else None,
                base.doc_no if base else None,
                base.from_ if base else None,
                base.to if base else None,
                _stands(base.from_, base.to, on) if base else None,
                base.source if base else None,
            )


def _stands(since: dt.date | None, until: dt.date | None, on: dt.date) -> str:
    if until is not None and until < on:
        return "已失效"
    return "未施行" if since is not None and since > on else "施行中"


CALLS = (Read("regulation", "show", BasisRow, bases),)
