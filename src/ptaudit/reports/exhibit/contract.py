"""What a 复核说明册 says, as ``exhibit.json`` holds it: a stable contract, published as a JSON Schema.

Nothing in it comes from the clock or from chance: the same ledger, position, T and D give the same bytes.
Fields are only ever added, under a new *format* where an old reader would misread.
"""

import datetime as dt
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ptaudit.domain.values import Number, Points, Sha256

FORMAT: Literal["ptaudit/exhibit/1"] = "ptaudit/exhibit/1"


class Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Moment(Part):
    """A moment T: the last entry known then, and when that was recorded."""

    position: int
    recorded_at: str


class Clocks(Part):
    """当时所知 and 当时有效."""

    as_recorded: Moment
    as_effective: dt.date


class Citation(Part):
    """One entry: who recorded it when, about which day, on what paper, how late."""

    position: int
    id: str
    kind: str
    title: str
    about: str
    on: dt.date
    recorded_at: str
    operator: str
    desk: str
    organs: tuple[str, ...]
    late_days: int
    late_working_days: int
    working_days_provisional: bool
    late: bool
    unproved: bool
    after_approval: int | None
    days_after_approval: int | None
    received_on: dt.date | None
    documents: tuple[str, ...]
    receipts: tuple[str, ...]
    late_reason: str | None
    reason: str | None
    corrected_by: tuple[int, ...]
    voided_by: int | None
    irregular: tuple[str, ...]


class Unknown(Part):
    """What the ledger did not hold at T, and when it became known (the entry's own ``recorded_at``).

    *days* lie between T's last entry and that; *target* is the entry it is a later word on.
    """

    entry: Citation
    change: Literal["登记", "更正", "作废", "附证据"]
    days: int
    target: int | None


class Fact(Part):
    """One thing the answer states, by name."""

    name: str
    value: str


class RulesVersion(Part):
    """One version of the 考评细则 that the answer rests on."""

    year: int
    version: int
    position: int
    since: dt.date
    documents: tuple[str, ...]


class Ruling(Part):
    """One 口径 as in force for the year; *position* 0: the default, nothing adopted."""

    key: str
    title: str
    value: str
    year: int
    source: str
    document: str | None
    position: int


class Line(Part):
    """One line of a reckoning. *counted* adds up to the total; *basis* are the entries it rests on.

    *since*: entries about the same case, recorded only after the line's own entry was.
    """

    counted: Points
    text: str
    position: int | None = None
    rule: str = ""
    basis: tuple[int, ...] = ()
    since: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    note: str = ""


class Arithmetic(Part):
    """Lines that add up to *total*, to the cent."""

    subject: str
    lines: tuple[Line, ...]
    total: Points


class Changed(Part):
    """One unit whose place would be another."""

    sequence: str
    unit: str
    score: Number | None
    score_then: Number | None
    rank: int | None
    rank_then: int | None
    units: int
    lists: tuple[str, ...]
    lists_then: tuple[str, ...]


class Consequence(Part):
    """Something else that would follow, by its own heading."""

    code: str
    text: str
    positions: tuple[int, ...] = ()


class Supposition(Part):
    """What would follow if the claim held; nothing of it is recorded."""

    supposed: tuple[str, ...]
    changed: tuple[Changed, ...]
    consequences: tuple[Consequence, ...]
    irregular: tuple[str, ...]


class Answer(Part):
    """One question and everything its answer rests on (the ten points of a replay)."""

    number: int
    kind: str
    question: str
    subject: str
    answer: str
    clocks: Clocks
    facts: tuple[Fact, ...]
    deciding: tuple[Citation, ...]
    unknown: tuple[Unknown, ...]
    rules: tuple[RulesVersion, ...]
    rulings: tuple[Ruling, ...]
    arithmetic: tuple[Arithmetic, ...]
    supposition: Supposition | None
    contradictions: tuple[str, ...]
    limits: tuple[str, ...]
    command: str


class Sealed(Part):
    """One entry with what proves it: its exact bytes as text, its leaf hash, the path to the root."""

    position: int
    leaf: Sha256
    path: tuple[Sha256, ...]
    entry: str


class Log(Part):
    """The ledger's own head at the exhibit's position; every proof leads to this root."""

    origin: str
    hashes: Literal["sha256"] = "sha256"
    size: int
    root: Sha256
    recorded_at: str


class Exhibit(Part):
    """The whole book."""

    format: Literal["ptaudit/exhibit/1"] = FORMAT
    title: str
    county: str
    disputant: str
    objection: str | None
    log: Log
    answers: tuple[Answer, ...]
    entries: tuple[Sealed, ...]
    limits: tuple[str, ...]
    command: str
    check: tuple[str, ...] = Field(description="how another machine checks the folder")


def dumped(exhibit: Exhibit) -> bytes:
    """``exhibit.json``: sorted keys, two spaces, one line break at the end."""
    content = exhibit.model_dump(mode="json")
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def schema() -> dict[str, Any]:
    """The JSON Schema of ``exhibit.json``."""
    found = Exhibit.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
